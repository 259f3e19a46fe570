using WecomPlatform.SystemTests.Browser;
using WecomPlatform.SystemTests.BrowserClient;
using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Browser;
using WecomPlatform.Testing.Http;

namespace WecomPlatform.SystemTests.Jssdk;

/// <summary><c>GET /v1/jssdk/config</c> for pages that load no client of ours.</summary>
public sealed class JssdkConfigTests(PlatformFixture platform, BrowserFixture browser)
    : PlatformTests(platform),
        IClassFixture<BrowserFixture>
{
    private const string Address = "https://app.example.com/?a={b}|c+d#/route";

    private const string Fetch = """
        window.ask = async (format) => {
          const query = Object.entries({
            format, key: options.key, corpId: options.corpId, agentId: options.agentId,
            url: location.href.split('#')[0], jsApiList: 'closeWindow,selectExternalContact',
          }).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
          return (await fetch(`${options.endpoint}/v1/jssdk/config?${query.join('&')}`)).json();
        };
        """;

    [Fact]
    public async Task Its_answer_fills_ww_register()
    {
        await using var page = await OpenAsync(PageSdk.Ww);

        await page.RegisterAsync(
            """
            await ask('ww').then((c) => ({
              ...c, getConfigSignature: () => c.getConfigSignature, getAgentConfigSignature: () => c.getAgentConfigSignature,
            }))
            """
        );

        var result = await page.EventAsync("onAgentConfigSuccess", "onAgentConfigFail");
        result.Name.ShouldBe("onAgentConfigSuccess", result.ToString());
        page.Invocations.ShouldHaveSingleItem().Params["jsApiList"]!
            .AsArray()
            .Select(name => (string?)name)
            .ShouldBe(["closeWindow", "selectExternalContact"]);
    }

    [Fact]
    public async Task Its_answer_is_what_jweixin_takes()
    {
        await using var page = await OpenAsync(PageSdk.Wx);

        await page.Page.EvaluateAsync(
            """
            async () => {
              const { config, agentConfig } = await ask('wx');
              wx.error((result) => record('error', result));
              wx.ready(() => wx.invoke('agentConfig', agentConfig, (result) => record('agentConfig', result)));
              wx.config(config);
            }
            """
        );

        await page.EventAsync("agentConfig");
        page.Events.ShouldNotContain(e => e.Name == "error");
        string.Join(' ', page.Invocations.Select(call => call.Answer)).ShouldBe("preVerifyJSAPI:ok agentConfig:ok");
    }

    [Fact]
    public async Task A_backend_gets_the_same_and_may_choose_among_a_corps_ids()
    {
        var answer = (await GetAsync("&format=wx&debug=true&appId=wpOtherId")).Expect().Json;

        answer["config"]!
            .AsObject()
            .Select(pair => pair.Key)
            .ShouldBe(["beta", "debug", "appId", "timestamp", "nonceStr", "signature", "jsApiList"]);
        answer["agentConfig"]!
            .AsObject()
            .Select(pair => pair.Key)
            .ShouldBe(["corpid", "agentid", "timestamp", "nonceStr", "signature", "jsApiList"]);
        ((bool?)answer["config"]!["debug"]).ShouldBe(true);
        ((string?)answer["config"]!["appId"]).ShouldBe("wpOtherId");
        ((string?)answer["agentConfig"]!["corpid"]).ShouldBe(CorpId);
    }

    [Theory]
    [InlineData("&format=qq", "format")]
    [InlineData("&debug=yes", "debug")]
    [InlineData("&format=wx&identities=agent", "identities")]
    public async Task What_it_cannot_do_it_says(string query, string hint) =>
        ((string?)(await GetAsync(query)).ShouldBeProblem(400, "query_invalid")["detail"]).ShouldNotBeNull().ShouldContain(hint);

    [Fact]
    public async Task Signings_own_refusals_come_through()
    {
        (await GetAsync(string.Empty, "https://foreign.example.org/")).ShouldBeProblem(403, "url_not_trusted");
        (await Node.GetAsync("/v1/jssdk/config?corpId=x&url=x")).ShouldBeProblem(401, "key_missing");
    }

    private Task<HttpAnswer> GetAsync(string query, string url = Page) =>
        Node.GetAsync($"/v1/jssdk/config?corpId={CorpId}&agentId={AgentId}&url={Uri.EscapeDataString(url)}{query}", App.Key);

    private async Task<WecomClientPage> OpenAsync(PageSdk sdk)
    {
        var page = await ClientPage.OpenAsync(browser.Host, Host, App, Address, new WecomClientOptions { Sdk = sdk });
        await page.Page.EvaluateAsync($"() => {{ {Fetch} }}");
        return page;
    }
}
