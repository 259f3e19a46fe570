using System.Diagnostics;
using System.Security.Cryptography;

namespace WecomPlatform.SystemTests.Chaos;

/// <summary>
/// Notes when the machine has no time for what runs on it: a little work that takes some milliseconds takes much longer. Nothing that
/// is promised within a time can be judged then; what is never to happen still can.
/// </summary>
public sealed class Starvation : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Noted = TimeSpan.FromMilliseconds(250);

    private readonly ManualResetEventSlim _stop = new();
    private readonly DisturbanceLog _log;
    private readonly Thread _thread;

    private Starvation(DisturbanceLog log)
    {
        _log = log;
        _thread = new Thread(Watch) { IsBackground = true, Name = "starvation" };
        _thread.Start();
    }

    public static Starvation Watch(DisturbanceLog log) => new(log);

    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _stop.Dispose();
    }

    private void Watch()
    {
        var block = new byte[1024 * 1024];
        while (!_stop.IsSet)
        {
            var begin = DateTimeOffset.UtcNow;
            var watch = Stopwatch.StartNew();
            _stop.Wait(Pause);
            SHA256.HashData(block);
            if (watch.Elapsed - Pause > Noted)
            {
                _log.Add(DisturbanceKind.Machine, $"had no time for {(watch.Elapsed - Pause).TotalMilliseconds:0} ms", begin);
            }
        }
    }
}
