using System.Diagnostics;
using System.Globalization;
using WecomPlatform.Testing.Processes;

namespace WecomPlatform.Testing.Postgres;

/// <summary>A process and all its children, stopped until disposed.</summary>
/// <remarks>
/// A stopped backend cannot notice that its postmaster has died. So a small shell waits for the end of a pipe whose other end is held
/// here and then lets them go on: it does so as well when this process is killed.
/// </remarks>
internal sealed class PausedProcesses : IDisposable
{
    private readonly IReadOnlyCollection<int> _pids;
    private readonly Process _guard;

    private PausedProcesses(IReadOnlyCollection<int> pids, Process guard)
    {
        _pids = pids;
        _guard = guard;
    }

    public static PausedProcesses Pause(int root)
    {
        // The parent first, so that it starts no more children while they are being stopped.
        _ = Signals.Send(root, PosixSignal.Stop);
        int[] pids = [root, .. Children(root)];
        foreach (var pid in pids[1..])
        {
            _ = Signals.Send(pid, PosixSignal.Stop);
        }

        var script = $"read -r _; kill -CONT {string.Join(' ', pids)} 2>/dev/null || true";
        var info = new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardInput = true, UseShellExecute = false };
        var guard = Process.Start(info) ?? throw new InvalidOperationException("No shell.");
        return new PausedProcesses(pids, guard);
    }

    public void Dispose()
    {
        foreach (var pid in _pids)
        {
            _ = Signals.Send(pid, PosixSignal.Continue);
        }

        _guard.StandardInput.Close();
        _guard.WaitForExit();
        _guard.Dispose();
    }

    private static IEnumerable<int> Children(int parent) =>
        from folder in Directory.EnumerateDirectories("/proc")
        let name = Path.GetFileName(folder)
        where name.All(char.IsAsciiDigit) && ParentOf(name) == parent
        select int.Parse(name, CultureInfo.InvariantCulture);

    private static int ParentOf(string pid)
    {
        try
        {
            // "pid (name, which may hold spaces) state ppid …"
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // Ended meanwhile.
        }
    }
}
