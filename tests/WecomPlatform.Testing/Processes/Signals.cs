using System.ComponentModel;
using System.Runtime.InteropServices;

namespace WecomPlatform.Testing.Processes;

/// <summary>kill(2): .NET itself can only kill, not stop, continue or interrupt.</summary>
internal static partial class Signals
{
    private const int NoSuchProcess = 3;

    /// <summary>Sends the signal; false when the process is gone.</summary>
    public static bool Send(int pid, PosixSignal signal)
    {
        if (Kill(pid, (int)signal) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error == NoSuchProcess ? false : throw new Win32Exception(error, $"kill({pid}, {signal})");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int pid, int signal);
}
