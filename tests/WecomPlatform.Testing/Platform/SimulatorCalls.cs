using System.Text.Json.Nodes;

namespace WecomPlatform.Testing.Platform;

/// <summary>Every upstream call that the simulator counted, by "METHOD /path".</summary>
public sealed class SimulatorCalls(JsonObject calls)
{
    /// <summary>The raw answer, for the counters by key and by error.</summary>
    public JsonObject Json => calls;

    /// <summary>Calls of one path, given with or without its method; 0 when there was none.</summary>
    public int Total(string path) =>
        calls
            .Where(call => call.Key == path || call.Key.EndsWith(" " + path, StringComparison.Ordinal))
            .Sum(call => (int?)call.Value?["total"] ?? 0);

    /// <summary>Calls of all paths together.</summary>
    public int TotalOfAll => calls.Sum(call => (int?)call.Value?["total"] ?? 0);

    public override string ToString() => calls.ToJsonString();
}
