using System.Text.Json;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Support;

/// <summary>What the platform asked of WeCom.</summary>
public static class UpstreamLog
{
    public const string Token = "/cgi-bin/gettoken";
    public const string CorpTicket = "/cgi-bin/get_jsapi_ticket";
    public const string AgentTicket = "/cgi-bin/ticket/get";

    /// <summary>The calls in order: all, or those of one corp.</summary>
    public static async Task<IReadOnlyList<UpstreamCall>> LogAsync(this SimulatorProcess simulator, string? corpId = null)
    {
        ArgumentNullException.ThrowIfNull(simulator);
        var log = (await simulator.ControlAsync(HttpMethod.Get, "/_sim/calls/log")).Json;
        var calls = log.Deserialize<List<UpstreamCall>>(HttpClientJson.Options)!;
        return corpId is null ? calls : [.. calls.Where(call => call.CorpId == corpId)];
    }

    /// <summary>How many calls of a path the corp made.</summary>
    public static async Task<int> CountAsync(this SimulatorProcess simulator, string corpId, string path) =>
        (await simulator.LogAsync(corpId)).Count(call => call.Path == path);
}
