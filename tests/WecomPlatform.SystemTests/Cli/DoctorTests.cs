using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Cli;

namespace WecomPlatform.SystemTests.Cli;

/// <summary>What doctor says when all is well, and what it sees of the platform.</summary>
public sealed class DoctorTests(PlatformFixture platform) : CliTests(platform)
{
    [Fact]
    public async Task It_finds_nothing_wrong_with_a_healthy_app()
    {
        var answer = await WecomAsync("doctor", Page + "?x=1", "--corp", CorpId, "--agent", $"{AgentId}", "--json");

        ((bool)answer.Expect().Json["ok"]!).ShouldBeTrue();
        foreach (
            var check in (string[])
                ["server", "admin-key", "key", "clock", "registration", "wecom", "ip", "secret", "limit", "url", "domain"]
        )
        {
            ((string?)Finding(answer, check)["verdict"]).ShouldBe("ok", answer.Out);
        }
    }

    [Fact]
    public async Task It_needs_no_platform()
    {
        var answer = await AtWecomAsync(
            ["doctor", "--corp", CorpId, "--agent", $"{AgentId}", "--secret", "-", "--json"],
            App.App.Secret + "\n"
        );

        foreach (var check in (string[])["clock", "wecom", "ip", "secret", "agent"])
        {
            ((string?)Finding(answer.Expect(), check)["verdict"]).ShouldBe("ok", answer.Out);
        }

        answer.Out.ShouldNotContain(App.App.Secret);
    }

    [Theory]
    [InlineData("https://elsewhere.example.net/", "domain", "url_not_trusted")]
    [InlineData("ftp://app.example.com/", "url", "url_invalid")]
    public async Task A_page_that_cannot_be_signed_is_explained(string page, string check, string code)
    {
        var answer = await WecomAsync("doctor", page, "--corp", CorpId, "--agent", $"{AgentId}", "--json");

        ((string?)Finding(answer.Expect(1), check)["code"]).ShouldBe(code);
    }

    [Theory]
    [InlineData("ww-nobody", null, "registration", "corp_unknown")]
    [InlineData(null, 42, "registration", "agent_unknown")]
    public async Task What_the_platform_does_not_know_is_named(string? corp, int? agent, string check, string code)
    {
        var answer = await WecomAsync("doctor", Page, "--corp", corp ?? CorpId, "--agent", $"{agent ?? AgentId}", "--json");

        ((string?)Finding(answer.Expect(1), check)["code"]).ShouldBe(code);
    }

    [Fact]
    public async Task Keys_that_do_not_work_are_told_apart()
    {
        var settings = Settings;
        settings["WECOM_KEY"] = "sk_nobody_0000";
        settings["WECOM_ADMIN_KEY"] = "ak_nobody_0000";

        var answer = await WecomProgram.RunAsync(["doctor", Page, "--corp", CorpId, "--json"], environment: settings.AsReadOnly());

        ((string?)Finding(answer.Expect(1), "key")["code"]).ShouldBe("key_invalid");
        ((string?)Finding(answer, "admin-key")["code"]).ShouldBe("key_invalid");
        answer.Out.ShouldNotContain("nobody");
    }

    [Fact]
    public async Task A_platform_or_a_wecom_that_is_away_is_the_finding()
    {
        var noPlatform = await WecomProgram.RunAsync(["doctor", "--server", "http://127.0.0.1:1", "--json"]);
        ((string?)Finding(noPlatform.Expect(1), "server")["code"]).ShouldBe("no_answer");

        var noWecom = await WecomProgram.RunAsync([
            "doctor",
            "--base-url",
            "http://127.0.0.1:1",
            "--corp",
            CorpId,
            "--secret",
            App.App.Secret,
            "--json",
        ]);
        ((string?)Finding(noWecom.Expect(1), "wecom")["code"]).ShouldBe("upstream_unavailable");
        noWecom.Out.ShouldNotContain(App.App.Secret);
    }

    [Fact]
    public async Task People_read_what_to_do_about_it()
    {
        var answer = await WecomAsync("doctor", "https://elsewhere.example.net/", "--corp", CorpId, "--agent", $"{AgentId}");

        answer.Expect(1).Out.ShouldContain("WRONG");
        answer.Out.ShouldContain("→");
        answer.Out.ShouldContain("可信域名");
    }

    [Fact]
    public async Task Nothing_to_look_at_is_a_wrong_command_line() => (await WecomProgram.RunAsync(["doctor"])).Expect(2);
}
