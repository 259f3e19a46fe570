using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Cli;

namespace WecomPlatform.SystemTests.Cli;

public sealed class SignTests(PlatformFixture platform) : CliTests(platform)
{
    [Fact]
    public async Task The_platform_signs_for_both_identities()
    {
        var answer = await WecomAsync("sign", Page + "p?x=1&y=2#z", "--corp", CorpId, "--agent", $"{AgentId}", "--json");

        foreach (var identity in (string[])["corp", "agent"])
        {
            await SignedPage.ShouldOpenAsync(Host, answer.Expect().Json, identity, Page + "p?x=1&y=2");
        }
    }

    [Fact]
    public async Task A_ticket_signs_without_a_platform()
    {
        var ticket = await TicketAsync(App.App, isAgents: true);

        var answer = await WecomProgram.RunAsync(["sign", Page, "--ticket", "-", "--identity", "agent", "--json"], ticket + "\n");

        await SignedPage.ShouldOpenAsync(Host, answer.Expect().Json, "agent", Page, App.App);
        answer.Out.ShouldNotContain(ticket);
    }

    [Fact]
    public async Task The_demo_of_run_needs_no_other_setting()
    {
        var folder = Directory.CreateTempSubdirectory("wecom-cli-");
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "demo.json"),
            $$"""
            {"gateways":["{{Node.BaseAddress.OriginalString}}"],"adminKey":"{{Host.Secrets.AdminKey}}","tenant":"{{App.Tenant}}",
             "secretKey":"{{App.Key}}","corpId":"{{CorpId}}","agentId":{{AgentId}},"suiteId":null}
            """
        );

        var answer = await WecomProgram.RunAsync(["sign", Page, "--demo", folder.FullName]);

        answer.Expect().Out.ShouldContain("agent");
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_page_that_is_not_trusted_is_refused_with_the_rule()
    {
        var untrusted = await WecomAsync("sign", "https://elsewhere.example.net/", "--corp", CorpId, "--agent", $"{AgentId}", "--json");
        untrusted.Expect(3).ErrorCode.ShouldBe("url_not_trusted");

        var invalid = await WecomAsync("sign", "ftp://app.example.com/", "--corp", CorpId);
        invalid.Expect(3).Error.ShouldContain("url_invalid (scheme)");
    }

    [Fact]
    public async Task A_warning_goes_to_the_terminal_and_not_into_the_answer()
    {
        var answer = await WecomAsync("sign", Page + "?a=1&amp;b=2", "--corp", CorpId, "--agent", $"{AgentId}");

        answer.Expect().Error.ShouldContain("html_escaped_ampersand");
        answer.Out.ShouldNotContain("html_escaped");
    }
}
