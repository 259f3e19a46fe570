using System.Text.Json;
using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Chaos;

/// <summary>
/// Gathers the simulator's call log over its restarts. What was called between the last look and a restart is lost: every rule that
/// counts calls bounds them from above, which missing ones cannot break.
/// </summary>
public sealed class CallCollector(SimulatorProcess simulator)
{
    private readonly List<UpstreamCall> _calls = [];
    private long _last;

    public IReadOnlyList<UpstreamCall> Calls => _calls;

    /// <summary>Takes what came since.</summary>
    public async Task LookAsync()
    {
        var log = (await simulator.ControlAsync(HttpMethod.Get, $"/_sim/calls/log?since={_last}")).Json;
        var calls = log.Deserialize<List<UpstreamCall>>(HttpClientJson.Options)!;
        _calls.AddRange(calls);
        _last = calls.Count > 0 ? calls[^1].Seq : _last;
    }

    /// <summary>The simulator comes back with an empty log.</summary>
    public async Task RestartAsync(Func<Task> away)
    {
        ArgumentNullException.ThrowIfNull(away);
        await LookAsync();
        await simulator.StopAsync();
        await away();
        await simulator.StartAgainAsync();
        _last = 0;
    }
}
