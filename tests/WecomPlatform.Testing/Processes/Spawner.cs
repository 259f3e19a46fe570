using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace WecomPlatform.Testing.Processes;

/// <summary>
/// Starts every child from one thread that never ends. The kernel's parent-death signal is sent when the parent's <i>thread</i> ends:
/// a child started from a pool thread would be killed as soon as the pool retires that thread.
/// </summary>
internal static class Spawner
{
    private static readonly BlockingCollection<Action> Work = [];
    private static readonly ConcurrentDictionary<int, Process> Alive = new();
    private static readonly string? SetPriv = Executables.Find("setpriv");

    static Spawner()
    {
        var thread = new Thread(Run) { IsBackground = true, Name = "spawner" };
        thread.Start();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => KillAll();
    }

    /// <summary>Starts the program so that it dies with this process; <paramref name="user"/> needs root.</summary>
    public static Process Start(ProcessStartInfo info, string? user)
    {
        Wrap(info, user);
        Process? process = null;
        ExceptionDispatchInfo? failure = null;
        using var done = new ManualResetEventSlim();
        Work.Add(() =>
        {
            try
            {
                process = Process.Start(info);
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }

            done.Set();
        });
        done.Wait();
        failure?.Throw();
        Alive[process!.Id] = process;
        return process;
    }

    /// <summary>The process has ended: its id may be somebody else's now.</summary>
    public static void Forget(int pid) => Alive.TryRemove(pid, out _);

    private static void Wrap(ProcessStartInfo info, string? user)
    {
        if (SetPriv is null)
        {
            return; // Not Linux: ProcessExit below is all there is.
        }

        List<string> arguments = ["--pdeathsig", "KILL"];
        if (user is not null)
        {
            arguments.AddRange(["--reuid", user, "--regid", user, "--clear-groups"]);
        }

        arguments.Add("--");
        arguments.Add(info.FileName);
        for (var i = 0; i < arguments.Count; i++)
        {
            info.ArgumentList.Insert(i, arguments[i]);
        }

        info.FileName = SetPriv;
    }

    private static void Run()
    {
        foreach (var start in Work.GetConsumingEnumerable())
        {
            start();
        }
    }

    private static void KillAll()
    {
        foreach (var pid in Alive.Keys)
        {
            _ = Signals.Send(pid, PosixSignal.Kill);
        }
    }
}
