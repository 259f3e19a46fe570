using System.Web;
using WecomPlatform.SystemTests.Browser;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Onboarding;

/// <summary>Administrators install in a real browser, and the app's page is signed at once.</summary>
public sealed class BrowserInstallTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IAsyncLifetime
{
    private const string Both = """
        {
          corpId, agentId, jsApiList: ['closeWindow'],
          getConfigSignature: (url) => platform('corp', url),
          getAgentConfigSignature: (url) => platform('agent', url),
        }
        """;

    private PlatformHost _host = null!;
    private Provider _provider = null!;

    public async Task InitializeAsync()
    {
        _host = await Provider.StartAsync();
        _provider = await Provider.SetUpAsync(_host);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task An_install_from_the_providers_site_brings_the_corp_and_its_page_is_signed()
    {
        await using var context = await browser.Host.Browser.NewContextAsync();
        await context.RouteAsync(
            "https://saas.example.com/**",
            route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<p id=\"installed\">installed</p>" })
        );
        var page = await context.NewPageAsync();

        await page.GotoAsync(await _provider.BeginInstallAsync());
        await page.SelectOptionAsync("#corp", _provider.Customer);
        await page.ClickAsync("#authorize");
        await page.WaitForSelectorAsync("#installed");

        page.Url.ShouldStartWith(Provider.Redirect + "?");
        var arrival = HttpUtility.ParseQueryString(new Uri(page.Url).Query);
        arrival["error"].ShouldBeNull();
        arrival["corpId"].ShouldBe(_provider.Customer);
        arrival["suiteId"].ShouldBe(_provider.Suite);
        arrival["state"].ShouldBe("saas state");
        var app = await _provider.AppearedAsync();
        arrival["agentId"].ShouldBe($"{app.App.AgentId}");
        await ShouldOpenAsync(app);
    }

    [Fact]
    public async Task A_market_install_brings_the_corp_and_its_page_is_signed()
    {
        await _provider.AuthorizeAsync("create");

        await ShouldOpenAsync(await _provider.AppearedAsync());
    }

    [Fact]
    public async Task A_customised_app_is_authorized_by_its_qr_page_and_its_page_is_signed()
    {
        var made = (
            await _host
                .Nodes[0]
                .Client.SendJsonAsync(
                    HttpMethod.Post,
                    "/v1/suites/customized-auth-url",
                    new { templateIds = (string[])[_provider.Template], state = "s1" },
                    _provider.Key
                )
        ).Expect();
        await using var context = await browser.Host.Browser.NewContextAsync();
        var page = await context.NewPageAsync();

        await page.GotoAsync((string)made.Json["qrcodeUrl"]!);
        await page.SelectOptionAsync("#corp", _provider.Customer);
        await page.ClickAsync("#authorize");
        await page.WaitForSelectorAsync("#done");

        await ShouldOpenAsync(await _provider.AppearedAsync(_provider.Template));
        ((string?)(await _provider.AuthorizationsAsync(_provider.Template)).Single()["stage"]).ShouldBe("online");
    }

    [Fact]
    public async Task A_browser_that_comes_back_without_a_session_is_told_in_both_languages()
    {
        await using var context = await browser.Host.Browser.NewContextAsync();
        var page = await context.NewPageAsync();

        await page.GotoAsync(new Uri(_host.Nodes[0].BaseAddress, "/install/callback?auth_code=x&state=y").AbsoluteUri);

        (await page.GetAttributeAsync("#error", "data-code")).ShouldBe("session_unknown");
        var text = await page.InnerTextAsync("body");
        text.ShouldContain("begin the installation again");
        text.ShouldContain("请返回服务商网站重新发起安装");
    }

    private async Task ShouldOpenAsync(PlatformApp app)
    {
        await using var page = await SignedPage.OpenAsync(browser.Host, _host, app, "https://app.example.com/?a=1#/x");
        await page.RegisterAsync(Both);
        var result = await page.EventAsync("onAgentConfigSuccess", "onAgentConfigFail", "onConfigFail");
        result.Name.ShouldBe("onAgentConfigSuccess", result.ToString());
    }
}
