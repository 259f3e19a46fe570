using System.Text.Json.Nodes;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Cli;

/// <summary>What WeCom says to signatures that <c>wecom</c> printed.</summary>
internal static class SignedPage
{
    /// <summary>Checks that WeCom's client takes the signature of this identity on a page of this url.</summary>
    public static async Task ShouldOpenAsync(PlatformHost host, JsonNode answer, string identity, string url, CorpApp? app = null)
    {
        var signed = answer["signatures"]![identity]!;
        var verdict = await host.Simulator.VerifyAsync(
            new ClientVerification(
                identity,
                app?.CorpId ?? (string)answer["corpId"]!,
                identity == "agent" ? app?.AgentId ?? (int)answer["agentId"]! : null,
                url,
                signed["timestamp"]!.ToString(),
                (string)signed["nonceStr"]!,
                (string)signed["signature"]!
            )
        );
        verdict.Ok.ShouldBeTrue($"{verdict.ErrMsg}: {answer.ToJsonString()}");
    }
}
