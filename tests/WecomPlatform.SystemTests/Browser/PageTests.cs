using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Browser;

namespace WecomPlatform.SystemTests.Browser;

/// <summary>WeCom's page SDK takes what the platform signs.</summary>
public sealed class PageTests(PlatformFixture platform, BrowserFixture browser) : PlatformTests(platform), IClassFixture<BrowserFixture>
{
    private const string Corp = "{ corpId, jsApiList: ['closeWindow'], getConfigSignature: (url) => platform('corp', url) }";

    private const string Both = """
        {
          corpId, agentId, jsApiList: ['closeWindow'],
          getConfigSignature: (url) => platform('corp', url),
          getAgentConfigSignature: (url) => platform('agent', url),
        }
        """;

    [Theory]
    [InlineData("https://app.example.com")]
    [InlineData("https://app.example.com/?")]
    [InlineData("https://app.example.com/#/spa?code=X")]
    [InlineData("https://app.example.com/?code=C&state=S#/spa")]
    [InlineData("https://app.example.com/?a=1+2&b=%2B%20%23%26")]
    [InlineData("https://app.example.com/?q=|^[]{}`\\")]
    [InlineData("https://app.example.com/?q=%e4%b8%ad%41%7e%zz%")]
    [InlineData("https://app.example.com/a/../%7Eb/中文;x=|{}?查询=值")]
    [InlineData("http://sub.app.example.com:8080/a//b/?url=https://other.example.org/?x=1")]
    public async Task A_page_signs_its_own_address_for_corp_and_app_whatever_it_holds(string address)
    {
        await using var corpPage = await OpenAsync(address);
        await corpPage.RegisterAsync(Corp);
        await using var appPage = await OpenAsync(address);
        await appPage.RegisterAsync(Both);

        var corp = await corpPage.EventAsync("onConfigSuccess", "onConfigFail");
        corp.Name.ShouldBe("onConfigSuccess", corp.ToString());
        var app = await appPage.EventAsync("onAgentConfigSuccess", "onAgentConfigFail");
        app.Name.ShouldBe("onAgentConfigSuccess", app.ToString());
        appPage.Invocations.ShouldHaveSingleItem().Name.ShouldBe("agentConfig");
    }

    [Fact]
    public async Task A_backend_signs_for_its_page()
    {
        await using var page = await OpenAsync("https://app.example.com/?q={x}#/route");

        await page.RegisterAsync(
            """
            {
              corpId, agentId, jsApiList: ['closeWindow'],
              getConfigSignature: (url) => backend({ identity: 'corp', url }),
              getAgentConfigSignature: (url) => backend({ identity: 'agent', url }),
            }
            """
        );

        (await page.EventAsync("onAgentConfigSuccess", "onAgentConfigFail")).Name.ShouldBe("onAgentConfigSuccess");
    }

    [Fact]
    public async Task An_older_client_gets_the_corps_and_the_apps_signature()
    {
        await using var page = await OpenAsync(Page, new WecomClientOptions { Version = "3.0.20" });

        await page.RegisterAsync(Both);

        (await page.EventAsync("onAgentConfigSuccess", "onAgentConfigFail", "onConfigFail")).Name.ShouldBe("onAgentConfigSuccess");
        page.Events.ShouldContain(e => e.Name == "onConfigSuccess");
        string.Join(' ', page.Invocations.Select(call => call.Answer)).ShouldBe("preVerifyJSAPI:ok agentConfig:ok");
    }

    [Theory]
    [InlineData(Corp, "preVerifyJSAPI")]
    [InlineData(Both, "agentConfig")]
    public async Task A_single_page_app_that_moves_on_is_signed_again_at_its_new_address(string options, string check)
    {
        await using var page = await OpenAsync(Page);
        await page.RegisterAsync(options);
        await page.EventAsync("onConfigSuccess", "onAgentConfigSuccess");

        foreach (var address in (string[])["/next?x={y}|z", "#/hash", "/third", "/"])
        {
            await page.Page.EvaluateAsync("(address) => history.pushState(null, '', address)", address);
            await page.Page.EvaluateAsync("() => ww.closeWindow()");
        }

        var checks = page.Invocations.Where(call => call.Name == check).ToList();
        checks.ShouldAllBe(call => call.Answer == check + ":ok");
        checks.Select(call => call.Href).ShouldBe([Page, Page + "next?x={y}|z", "https://app.example.com/third", Page], ignoreOrder: false);
        page.Invocations.Count(call => call.Answer == "closeWindow:ok").ShouldBe(4);
    }

    [Fact]
    public async Task A_page_may_name_its_key_in_the_query_and_use_the_browsers_own_encoder()
    {
        await using var page = await OpenAsync("https://app.example.com/?a=1+2&b=~'()*&c=%20#/x");

        await page.RegisterAsync(
            """
            {
              corpId, jsApiList: ['closeWindow'],
              getConfigSignature: async (url) => {
                const query = new URLSearchParams({ corpId, url, key: publishableKey });
                return (await (await fetch(`${server}/v1/signatures?${query}`)).json()).signatures.corp;
              },
            }
            """
        );

        (await page.EventAsync("onConfigSuccess", "onConfigFail")).Name.ShouldBe("onConfigSuccess");
    }

    [Fact]
    public async Task An_older_page_configures_corp_and_app_with_jweixin()
    {
        await using var page = await OpenAsync("https://app.example.com/?a={b}#/x", new WecomClientOptions { Sdk = PageSdk.Wx });

        await page.Page.EvaluateAsync(
            """
            async () => {
              const url = location.href.split('#')[0];
              const [corp, agent] = await Promise.all([platform('corp', url), platform('agent', url)]);
              wx.error((result) => record('error', result));
              wx.ready(() => wx.invoke(
                'agentConfig',
                { corpid: corpId, agentid: agentId, ...agent, jsApiList: ['closeWindow'] },
                (result) => record('agentConfig', result)));
              wx.config({ beta: true, debug: false, appId: corpId, ...corp, jsApiList: ['closeWindow'] });
            }
            """
        );

        await page.EventAsync("agentConfig");
        page.Events.ShouldNotContain(e => e.Name == "error");
        string.Join(' ', page.Invocations.Select(call => call.Answer)).ShouldBe("preVerifyJSAPI:ok agentConfig:ok");
    }

    private Task<WecomClientPage> OpenAsync(string address, WecomClientOptions? options = null) =>
        SignedPage.OpenAsync(browser.Host, Host, App, address, options);
}
