using System.Text.RegularExpressions;
using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Http;

namespace WecomPlatform.SystemTests.Signatures;

/// <summary>What comes back when a page is signed.</summary>
public sealed partial class AnswerTests(PlatformFixture platform) : PlatformTests(platform)
{
    [Theory]
    [InlineData(false, null, "corp")]
    [InlineData(false, "corp", "corp")]
    [InlineData(true, null, "agent corp")]
    [InlineData(true, "corp", "corp")]
    [InlineData(true, "agent", "agent")]
    [InlineData(true, "agent,corp", "agent corp")]
    [InlineData(true, "corp,corp", "corp")]
    public async Task The_identities_are_those_asked_for_or_those_that_the_ids_allow(bool withAgent, string? asked, string expected)
    {
        int? agentId = withAgent ? AgentId : null;

        var posted = await Node.SignAsync(
            App.Key,
            new
            {
                corpId = CorpId,
                agentId,
                url = Page,
                identities = asked?.Split(','),
            }
        );
        var got = await Node.GetSignatureAsync(
            new
            {
                corpId = CorpId,
                agentId,
                url = Page,
                identities = asked,
            },
            App.Key
        );

        foreach (var answer in (HttpAnswer[])[posted, got])
        {
            string.Join(' ', answer.Identities().Order(StringComparer.Ordinal)).ShouldBe(expected);
            ((int?)answer.Json["agentId"]).ShouldBe(agentId);
            foreach (var identity in answer.Identities())
            {
                await answer.ShouldOpenAsync(Host, identity, Page);
            }
        }
    }

    [Fact]
    public async Task Each_signature_has_a_nonce_of_its_own_and_the_time_in_seconds()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Host.SignAsync(App)));

        var signatures = answers.SelectMany(answer => answer.Expect().Json["signatures"]!.AsObject().Select(pair => pair.Value!)).ToList();
        signatures.Count.ShouldBe(40);
        signatures.Select(signed => (string)signed["nonceStr"]!).Distinct(StringComparer.Ordinal).Count().ShouldBe(40);
        foreach (var signed in signatures)
        {
            Nonce().IsMatch((string)signed["nonceStr"]!).ShouldBeTrue();
            Sha1().IsMatch((string)signed["signature"]!).ShouldBeTrue();
            var age = DateTimeOffset.UtcNow.ToUnixTimeSeconds() - (long)signed["timestamp"]!;
            age.ShouldBeInRange(-2, 30);
        }
    }

    [Fact]
    public async Task Signatures_are_json_and_kept_by_nobody_on_the_way()
    {
        var answer = (await Host.SignAsync(App)).Expect();

        answer.Headers["Content-Type"].ShouldStartWith("application/json");
        answer.Headers["Cache-Control"].ShouldContain("no-store");
        answer.Headers.Keys.ShouldNotContain("Server");
    }

    [GeneratedRegex("^[0-9A-Za-z]{16}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Nonce();

    [GeneratedRegex("^[0-9a-f]{40}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Sha1();
}
