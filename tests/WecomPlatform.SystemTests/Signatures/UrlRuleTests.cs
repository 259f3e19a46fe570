using WecomPlatform.SystemTests.Platform;

namespace WecomPlatform.SystemTests.Signatures;

/// <summary>Urls that no page has are refused, and the rule they break is named.</summary>
public sealed class UrlRuleTests(PlatformFixture platform) : PlatformTests(platform)
{
    public static TheoryData<string, string> Broken =>
        new()
        {
            { "", "not_absolute" },
            { "/page", "not_absolute" },
            { "//app.example.com/", "not_absolute" },
            { "https:/app.example.com/", "not_absolute" },
            { "https://", "not_absolute" },
            { "https://app.example.com:99999/", "not_absolute" },
            { "#/only/a/route", "not_absolute" },
            { "ftp://app.example.com/", "scheme" },
            { "javascript:alert(1)", "scheme" },
            { "app.example.com:443/", "scheme" },
            { "https://app.example.com/\n", "control_character" },
            { "https://app.example.com/\u0000", "control_character" },
            { "https://app.example.com/\u007f", "control_character" },
            { "https://app.example.com/中", "non_ascii" },
            { "https://例子.example.com/", "non_ascii" },
            { "https://app.example.com/?" + new string('a', 8192), "too_long" },
            { "https://app.example.com/#" + new string('a', 8192), "too_long" },
        };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_url_that_no_page_has_is_refused_with_its_rule(string url, string rule)
    {
        var posted = await Node.SignAsync(App.Key, App.SignRequest(url));
        var got = await Node.GetSignatureAsync(
            new
            {
                corpId = CorpId,
                agentId = AgentId,
                url,
            },
            App.Key
        );

        ((string?)posted.ShouldBeProblem(400, "url_invalid")["rule"]).ShouldBe(rule);
        ((string?)got.ShouldBeProblem(400, "url_invalid")["rule"]).ShouldBe(rule);
    }

    [Fact]
    public async Task The_longest_url_is_signed_by_both_verbs_however_it_is_escaped()
    {
        // A page escapes each of these characters into three.
        var url = (Page + "?q=").PadRight(8192, '|');

        var posted = await Node.SignAsync(App.Key, App.SignRequest(url));
        var got = await Node.GetSignatureAsync(
            new
            {
                corpId = CorpId,
                agentId = AgentId,
                url,
            },
            App.Key
        );

        await posted.ShouldOpenAsync(Host, "corp", url);
        await got.ShouldOpenAsync(Host, "corp", url);
    }
}
