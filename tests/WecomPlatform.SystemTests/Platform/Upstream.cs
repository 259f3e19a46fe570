using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Platform;

/// <summary>What the platform asked WeCom for one corp.</summary>
internal static class Upstream
{
    /// <summary>The last part of each call's path, in order.</summary>
    public static async Task<IReadOnlyList<string>> CallsAsync(PlatformHost host, string corpId)
    {
        var log = await host.Simulator.ControlAsync(HttpMethod.Get, "/_sim/calls/log?since=0");
        return
        [
            .. log
                .Json.AsArray()
                .Where(call => (string?)call!["corpId"] == corpId)
                .Select(call => ((string)call!["path"]!)["/cgi-bin/".Length..]),
        ];
    }
}
