using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Platform;

/// <summary>What WeCom says to signatures of the platform.</summary>
internal static class SignedAnswers
{
    /// <summary>Checks that WeCom's client takes the signature of this identity, corp or agent, on a page of this url.</summary>
    public static async Task ShouldOpenAsync(
        this HttpAnswer answer,
        PlatformHost host,
        string identity,
        string pageUrl,
        int? agentId = null
    )
    {
        var verdict = await answer.Expect().VerifyAsync(host, identity, pageUrl, agentId);
        verdict.Ok.ShouldBeTrue($"{verdict.ErrMsg}: {answer.Text}");
    }

    /// <summary>Asks as the client does.</summary>
    public static Task<ClientVerdict> VerifyAsync(
        this HttpAnswer answer,
        PlatformHost host,
        string identity,
        string pageUrl,
        int? agentId = null
    )
    {
        var json = answer.Json;
        var signed = json["signatures"]![identity].ShouldNotBeNull(answer.Text);
        return host.Simulator.VerifyAsync(
            new ClientVerification(
                identity,
                (string)json["corpId"]!,
                identity == "agent" ? agentId ?? (int)json["agentId"]! : null,
                pageUrl.Split('#')[0],
                signed["timestamp"]!.ToString(),
                (string)signed["nonceStr"]!,
                (string)signed["signature"]!
            )
        );
    }

    public static IReadOnlyList<string> Identities(this HttpAnswer answer) =>
        [.. answer.Expect().Json["signatures"]!.AsObject().Select(signed => signed.Key)];
}
