using Dapper;
using Npgsql;
using WecomPlatform.SystemTests.Browser;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Login;

/// <summary>What must not end in an identity ends in a clear page, in a real browser.</summary>
[Collection(LoginCollection.Name)]
public sealed class HostileLoginTests(BrowserFixture browser, LoginSite site)
{
    [Fact]
    public async Task Who_refuses_is_not_logged_in()
    {
        await using var member = await LoginBrowser.OpenAsync(browser.Host, site);
        await member.BeginAsync("third-party-private");

        await member.Page.ClickAsync("#deny");

        (await member.RefusedAsync()).ShouldBe("access_denied");
        member.Page.Url.ShouldStartWith(site.Done);
    }

    [Fact]
    public async Task Who_takes_too_long_is_told_in_both_languages()
    {
        await using var member = await LoginBrowser.OpenAsync(browser.Host, site);
        await member.BeginAsync("web");
        await SqlAsync("update login_session set expires_at = clock_timestamp()");

        await member.ChooseAsync(site.Member());

        (await member.RefusedAsync()).ShouldBe("session_unknown");
        var text = await member.Page.InnerTextAsync("body");
        text.ShouldContain("log in again");
        text.ShouldContain("请返回原页面重新登录");
    }

    [Fact]
    public async Task A_code_that_is_too_old_for_WeCom_or_for_the_platform_is_good_for_nothing()
    {
        await using var member = await LoginBrowser.OpenAsync(browser.Host, site);
        await member.BeginAsync("self-built");
        await site.Host.Simulator.SetAsync(new { loginCodeExpiresIn = 1 });
        var callback = await member.ChooseAndStopAsync(site.Member(), "/login/callback");
        await site.Host.Simulator.SetAsync(new { loginCodeExpiresIn = 300 });
        await Testing.Eventually.TrueAsync(new PassedSecond().HasPassed, "the code expires");
        (await member.RefusedAtAsync(callback)).ShouldBe("code_rejected");

        await member.BeginAsync("self-built");
        var done = await member.ChooseAndStopAsync(site.Member(), "/login/done");
        await SqlAsync("update login_code set expires_at = clock_timestamp()");
        (await member.RefusedAtAsync(done)).ShouldBe("code_invalid");
    }

    [Fact]
    public async Task What_was_used_is_not_good_again()
    {
        await using var member = await LoginBrowser.OpenAsync(browser.Host, site);
        await member.BeginAsync("web");
        var callback = await member.ChooseAndStopAsync(site.Member(), "/login/callback");
        await member.Page.GotoAsync(callback);
        await member.Page.WaitForSelectorAsync("#identity");
        var done = member.Page.Url;

        (await member.RefusedAtAsync(callback)).ShouldBe("session_used");
        (await member.RefusedAtAsync(done)).ShouldBe("state_unknown");
    }

    [Fact]
    public async Task Another_browsers_login_cannot_be_slipped_in()
    {
        await using var attacker = await LoginBrowser.OpenAsync(browser.Host, site);
        await using var victim = await LoginBrowser.OpenAsync(browser.Host, site);
        await attacker.BeginAsync("web");
        var callback = await attacker.ChooseAndStopAsync(site.Member("lisi"), "/login/callback");

        (await victim.RefusedAtAsync(callback)).ShouldBe("other_browser");

        // Nor into a login of their own that is under way.
        await victim.BeginAsync("web");
        var own = await victim.ChooseAndStopAsync(site.Member(), "/login/callback");
        (await victim.RefusedAtAsync(callback)).ShouldBe("other_browser");

        // And the attacker's code, come as far as to the SaaS, is not the victim's there.
        await attacker.BeginAsync("web");
        var done = await attacker.ChooseAndStopAsync(site.Member("lisi"), "/login/done");
        (await victim.RefusedAtAsync(done)).ShouldBe("state_unknown");

        await victim.Page.GotoAsync(own);
        await victim.Page.WaitForSelectorAsync("#identity");
        (await victim.Page.InnerTextAsync("#subject")).ShouldBe($"wecom:{site.Corp}/zhangsan");
    }

    [Fact]
    public async Task A_state_of_another_flow_or_of_nobody_is_not_known()
    {
        await using var member = await LoginBrowser.OpenAsync(browser.Host, site);
        await member.BeginAsync("web");
        var callback = await member.ChooseAndStopAsync(site.Member(), "/login/callback");

        (await member.RefusedAtAsync(callback.Replace("/web?", "/corpWeb?", StringComparison.Ordinal))).ShouldBe("session_unknown");
        (await member.RefusedAtAsync(callback + "x")).ShouldBe("session_unknown");
        (await member.RefusedAtAsync(callback.Split('?')[0])).ShouldBe("session_unknown");
    }

    [Fact]
    public async Task A_code_that_was_given_to_another_app_is_refused()
    {
        await using var member = await LoginBrowser.OpenAsync(browser.Host, site);
        await member.BeginAsync("corp-web");
        var foreign = await member.ChooseAndStopAsync(site.Member("lisi"), "/login/callback");
        await member.BeginAsync("web");
        var own = await member.ChooseAndStopAsync(site.Member(), "/login/callback");
        var swapped = $"{own.Split('?')[0]}?code={Query(foreign, "code")}&state={Query(own, "state")}";

        (await member.RefusedAtAsync(swapped)).ShouldBe("code_rejected");
    }

    [Fact]
    public async Task WeComs_page_sends_nobody_to_another_site()
    {
        await using var member = await LoginBrowser.OpenAsync(browser.Host, site);
        await member.BeginAsync("third-party");
        var page = member.Page.Url;
        var real = Uri.EscapeDataString($"{site.Node.BaseAddress.Scheme}://{site.Node.BaseAddress.Authority}/login/callback/thirdParty");
        page.ShouldContain(real);

        await member.Page.GotoAsync(page.Replace(real, Uri.EscapeDataString("https://evil.example.com/"), StringComparison.Ordinal));

        (await member.Page.InnerTextAsync("#error")).ShouldContain("50001");
    }

    [Fact]
    public async Task The_platform_sends_nobody_to_a_site_that_was_not_registered_to_the_letter()
    {
        foreach (
            var uri in (string[])
                [
                    "https://evil.example.com/",
                    site.Done + "/",
                    site.Done + "?x=1",
                    site.Done.ToUpperInvariant(),
                    site.Done.Replace("http:", "https:", StringComparison.Ordinal),
                    site.Done.Replace("/login/", "/x/../login/", StringComparison.Ordinal),
                    "javascript:alert(1)",
                ]
        )
        {
            var body = site.Body("web");
            body["redirectUri"] = uri;
            (await site.PostAsync("/v1/login/sessions", body)).Code.ShouldBe("redirect_uri_unknown", uri);
        }
    }

    [Fact]
    public async Task Juzis_code_must_be_for_the_account_beside_it()
    {
        await using var person = await LoginBrowser.OpenAsync(browser.Host, site);
        await person.BeginAsync("juzi");
        var callback = await person.ChooseAndStopAsync($"juzi:{LoginSite.Person}", "/login/callback");
        var tampered = callback.Replace($"juziBotId={LoginSite.Bot}", "juziBotId=bot-9", StringComparison.Ordinal);

        (await person.RefusedAtAsync(tampered)).ShouldBe("juzi_bot_mismatch");
    }

    [Fact]
    public async Task Juzis_strangers_are_not_let_in()
    {
        await using var stranger = await LoginBrowser.OpenAsync(browser.Host, site);
        await stranger.BeginAsync("juzi");

        await stranger.ChooseAsync("juzi:uid-stranger");

        (await stranger.RefusedAsync()).ShouldBe("juzi_not_allowed");
    }

    [Theory]
    [InlineData(-1, "code_rejected")]
    [InlineData(-2, "code_rejected")]
    [InlineData(-4, "code_rejected")]
    [InlineData(-5, "upstream_unavailable")]
    public async Task Juzis_refusals_are_told_apart(int errcode, string expected)
    {
        await using var person = await LoginBrowser.OpenAsync(browser.Host, site);
        await person.BeginAsync("juzi");
        await site.Host.Simulator.AddFaultAsync(new SimulatorFault("/api/v1/oauth/getUserInfo", Errcode: errcode, Count: 1));

        await person.ChooseAsync($"juzi:{LoginSite.Person}");

        (await person.RefusedAsync()).ShouldBe(expected);
    }

    private static string? Query(string url, string name) => System.Web.HttpUtility.ParseQueryString(new Uri(url).Query)[name];

    private async Task SqlAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(site.Host.Database.ConnectionString);
        await connection.ExecuteAsync(sql);
    }

    /// <summary>A second by the monotonic clock, which is what a code of one second lives at most.</summary>
    private sealed class PassedSecond
    {
        private readonly long _began = TimeProvider.System.GetTimestamp();

        public bool HasPassed() => TimeProvider.System.GetElapsedTime(_began) > TimeSpan.FromMilliseconds(1100);
    }
}
