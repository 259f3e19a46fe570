using System.Text.Json.Nodes;
using WecomPlatform.SystemTests.Browser;

namespace WecomPlatform.SystemTests.Login;

/// <summary>Every way to log in, in a real browser, from the sample site's button to the identity that it shows.</summary>
[Collection(LoginCollection.Name)]
public sealed class LoginFlowTests(BrowserFixture browser, LoginSite site)
{
    [Theory]
    [InlineData("third-party", "thirdParty")]
    [InlineData("web", "web")]
    [InlineData("corp-web", "corpWeb")]
    [InlineData("self-built", "selfBuilt")]
    [InlineData("self-built-own", "selfBuilt")]
    [InlineData("customized", "selfBuilt")]
    [InlineData("provider-qr", "legacyQr")]
    [InlineData("corp-qr", "legacyQr")]
    public async Task A_member_arrives_as_who_they_are(string button, string flow)
    {
        await using var member = await LoginBrowser.OpenAsync(browser.Host, site);

        var (identity, claims) = await member.LogInAsync(button, site.Member());

        Text(identity, "provider").ShouldBe("wecom");
        Text(identity, "flow").ShouldBe(flow);
        Text(identity, "corpId").ShouldBe(site.Corp);
        Text(identity, "userId").ShouldBe("zhangsan");
        ((bool)identity["isMember"]!).ShouldBeTrue();
        Text(claims, "sub").ShouldBe($"wecom:{site.Corp}/zhangsan");
        Text(claims, "corp_id").ShouldBe(site.Corp);
        Text(claims, "user_id").ShouldBe("zhangsan");
    }

    [Fact]
    public async Task A_suite_learns_a_members_open_userid_and_with_leave_their_details()
    {
        await using var member = await LoginBrowser.OpenAsync(browser.Host, site);

        var (identity, _) = await member.LogInAsync("third-party-private", site.Member());

        Text(identity, "openUserId").ShouldBe("woZhangsan");
        Text(identity["profile"]!, "avatar").ShouldBe("http://img.example.com/a.png");
        Text(identity["profile"]!, "gender").ShouldBe("1");
        identity["profile"]!["mobile"].ShouldBeNull();
    }

    [Fact]
    public async Task A_corps_own_app_learns_details_with_leave_on_its_own_callback()
    {
        await using var member = await LoginBrowser.OpenAsync(browser.Host, site);

        var (identity, claims) = await member.LogInAsync("self-built-own", site.Member());

        Text(identity["profile"]!, "mobile").ShouldBe("13800000000");
        Text(claims, "email").ShouldBe("zhangsan@example.com");
    }

    [Fact]
    public async Task Who_is_in_no_corp_is_somebody_too()
    {
        await using var outsider = await LoginBrowser.OpenAsync(browser.Host, site);

        var (identity, claims) = await outsider.LogInAsync("self-built", $"outsider:{LoginSite.Outsider}");
        Text(identity, "openId").ShouldBe(LoginSite.Outsider);
        Text(identity, "externalUserId").ShouldBe(LoginSite.External);
        identity["userId"].ShouldBeNull();
        ((bool)identity["isMember"]!).ShouldBeFalse();
        Text(claims, "sub").ShouldBe($"wecom:{site.Corp}/external_userid/{LoginSite.External}");

        (identity, claims) = await outsider.LogInAsync("third-party", $"outsider:{LoginSite.Outsider}");
        Text(identity, "openId").ShouldBe(LoginSite.Outsider);
        identity["corpId"].ShouldBeNull();
        Text(claims, "sub").ShouldBe($"wecom:{site.Suite}/openid/{LoginSite.Outsider}");
    }

    [Fact]
    public async Task At_Juzi_the_person_is_the_uid_and_the_account_is_only_what_they_work_with()
    {
        await using var person = await LoginBrowser.OpenAsync(browser.Host, site);

        var (identity, claims) = await person.LogInAsync("juzi", $"juzi:{LoginSite.Person}");

        Text(identity, "provider").ShouldBe("juzi");
        Text(identity, "subject").ShouldBe(LoginSite.Person);
        Text(identity, "email").ShouldBe("person@example.com");
        Text(identity, "orgId").ShouldBe(LoginSite.Org);
        Text(identity, "assurance").ShouldBe("low");
        identity["userId"].ShouldBeNull();
        Text(identity["hostedAccount"]!, "corpId").ShouldBe(site.Corp);
        Text(identity["hostedAccount"]!, "userId").ShouldBe("hosted");
        Text(identity["hostedAccount"]!, "botId").ShouldBe(LoginSite.Bot);
        Text(claims, "sub").ShouldBe($"juzi:{LoginSite.Person}");
    }

    [Fact]
    public async Task Two_tabs_of_one_browser_log_in_side_by_side_at_the_platform()
    {
        await using var member = await LoginBrowser.OpenAsync(browser.Host, site);
        var first = await site.BeginAsync("web");
        var second = await site.BeginAsync("web");
        var tab = await member.Page.Context.NewPageAsync();
        await member.Page.GotoAsync(first);
        await tab.GotoAsync(second);

        foreach (var page in (Microsoft.Playwright.IPage[])[tab, member.Page])
        {
            await page.SelectOptionAsync("#person", site.Member());
            // The sample site did not begin these, so it says so; what counts is that the platform gave it a code.
            await page.ClickAsync("#login");
            await page.WaitForURLAsync(url => url.StartsWith(site.Done, StringComparison.Ordinal));
            new Uri(page.Url).Query.ShouldContain("code=");
        }
    }

    private static string? Text(JsonNode node, string name) => (string?)node[name];
}
