using Microsoft.Playwright;
using WecomPlatform.SystemTests.Browser;
using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Browser;

namespace WecomPlatform.SystemTests.BrowserClient;

/// <summary>WeCom's page SDK takes what the browser client gets, and the client asks no more often than it must.</summary>
public sealed class SignerTests(PlatformFixture platform, BrowserFixture browser) : PlatformTests(platform), IClassFixture<BrowserFixture>
{
    private const string Both = """
        (() => {
          const { getConfigSignature, getAgentConfigSignature } = wecomPlatform.createSigner(options);
          return { ...options, jsApiList: ['closeWindow'], getConfigSignature, getAgentConfigSignature };
        })()
        """;

    [Theory]
    [InlineData("https://app.example.com", "4.1.30", "agentConfig:ok", 1)]
    [InlineData("https://app.example.com/?a=1+2&b=%2B%20%23%26&c=~'()*#/spa?x=1", "4.1.30", "agentConfig:ok", 1)]
    [InlineData("https://app.example.com/?q=|^[]{}`\\&d=%e4%b8%ad%41%zz%", "4.1.30", "agentConfig:ok", 1)]
    [InlineData("https://app.example.com/a/../%7Eb/中文;x=|{}?查询=值", "3.0.20", "preVerifyJSAPI:ok agentConfig:ok", 2)]
    public async Task Register_takes_its_functions_whatever_the_address_holds(string address, string version, string answers, int requests)
    {
        await using var page = await OpenAsync(address, new WecomClientOptions { Version = version });

        await page.RegisterAsync(Both);

        var result = await page.EventAsync("onAgentConfigSuccess", "onAgentConfigFail", "onConfigFail");
        result.Name.ShouldBe("onAgentConfigSuccess", result.ToString());
        string.Join(' ', page.Invocations.Select(call => call.Answer)).ShouldBe(answers);
        page.SignatureRequests.Count.ShouldBe(requests);
    }

    [Fact]
    public async Task Register_takes_the_corps_function_alone()
    {
        await using var page = await OpenAsync(Page);

        await page.RegisterAsync(
            "{ corpId: options.corpId, jsApiList: ['closeWindow'], getConfigSignature: wecomPlatform.createSigner(options).getConfigSignature }"
        );

        (await page.EventAsync("onConfigSuccess", "onConfigFail")).Name.ShouldBe("onConfigSuccess");
    }

    [Fact]
    public async Task A_single_page_app_asks_once_for_each_of_its_addresses_forwards_and_back()
    {
        await using var page = await OpenAsync(Page);
        await page.RegisterAsync(Both);
        await page.EventAsync("onAgentConfigSuccess");

        foreach (var address in (string[])["/second?x={y}|z", "/second?x={y}|z#/hash", "/third"])
        {
            await page.Page.EvaluateAsync("(address) => history.pushState(null, '', address)", address);
            await CallAsync(page, times: 3);
        }

        // Back over the third, the hash and the second to the first.
        for (var back = 0; back < 3; back++)
        {
            await page.Page.EvaluateAsync(
                "() => new Promise((done) => { addEventListener('popstate', done, { once: true }); history.back(); })"
            );
            await CallAsync(page, times: 3);
        }

        page.Page.Url.ShouldBe(Page);
        var checks = page.Invocations.Where(call => call.Name == "agentConfig").ToList();
        checks.ShouldAllBe(call => call.Answer == "agentConfig:ok");
        checks.Select(call => new Uri(call.Href).AbsolutePath).ShouldBe(["/", "/second", "/third", "/second", "/"]);
        page.Invocations.Count(call => call.Answer == "closeWindow:ok").ShouldBe(18);
        page.SignatureRequests.Count.ShouldBe(3, "one for each address");
    }

    [Fact]
    public async Task Two_tabs_ask_once_each()
    {
        await using var page = await OpenAsync(Page);
        var tab = await page.OpenTabAsync(Page);

        foreach (var each in (IPage[])[page.Page, tab])
        {
            await page.RegisterAsync(Both, each);
            await each.EvaluateAsync("() => ww.closeWindow()");
        }

        page.Invocations.Count(call => call.Answer == "agentConfig:ok").ShouldBe(2);
        page.Invocations.Count(call => call.Answer == "closeWindow:ok").ShouldBe(2);
        page.SignatureRequests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Callers_of_one_address_share_a_request_and_for_a_while_its_answer()
    {
        await using var page = await OpenAsync(Page);
        await page.Page.Clock.InstallAsync();

        async Task<int> AskAsync(int times)
        {
            await page.Page.EvaluateAsync(
                """
                (times) => {
                  window.signer ??= wecomPlatform.createSigner(options);
                  return Promise.all(Array.from({ length: times }, () => signer.getConfigSignature(location.href)));
                }
                """,
                times
            );
            return page.SignatureRequests.Count;
        }

        (await AskAsync(50)).ShouldBe(1);
        (await AskAsync(1)).ShouldBe(1);
        await page.Page.Clock.FastForwardAsync(31_000);
        (await AskAsync(50)).ShouldBe(2);
    }

    [Theory]
    [InlineData("(url) => url", "url_not_trusted", "可信域名", "https://foreign.example.org/")]
    [InlineData("(url) => url + '中文'", "url_invalid", "percent-encoded", Page)]
    public async Task A_refusal_says_which_rule_was_broken_and_is_not_asked_for_again(
        string change,
        string code,
        string hint,
        string address
    )
    {
        await using var page = await OpenAsync(address);
        await page.RegisterAsync(
            $$"""
            (() => {
              const signer = wecomPlatform.createSigner(options);
              const change = {{change}};
              return { ...options, jsApiList: ['closeWindow'], getConfigSignature: (url) => signer.getConfigSignature(change(url)) };
            })()
            """
        );

        var error = (await page.EventAsync("onConfigFail")).Data!;
        ((string?)error["code"]).ShouldBe(code);
        ((string?)error["hint"]).ShouldNotBeNull().ShouldContain(hint);
        await page.Page.EvaluateAsync("async () => { for (let i = 0; i < 10; i++) { await ww.closeWindow().catch(() => {}); } }");

        page.SignatureRequests.Count.ShouldBe(1);
        page.Invocations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_signature_that_the_client_refuses_is_not_asked_for_at_every_call()
    {
        await using var page = await OpenAsync(Page);
        await page.Page.Clock.InstallAsync();
        await page.RegisterAsync(Both.Replace("...options", "...options, agentId: options.agentId + 1", StringComparison.Ordinal));

        for (var round = 1; round <= 2; round++)
        {
            await page.Page.EvaluateAsync("async () => { for (let i = 0; i < 10; i++) { await ww.closeWindow().catch(() => {}); } }");
            page.SignatureRequests.Count.ShouldBe(round);
            await page.Page.Clock.FastForwardAsync(31_000);
        }

        page.Invocations.Count(call => call.Name == "agentConfig").ShouldBeGreaterThanOrEqualTo(20);
        page.Invocations.ShouldAllBe(call => call.Answer.Contains("fail", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_ampersand_that_html_escaped_is_signed_and_warned_of()
    {
        await using var page = await OpenAsync("https://app.example.com/?a=1&amp;b=2");
        var warning = page.Page.WaitForConsoleMessageAsync();

        await page.RegisterAsync(Both);

        (await page.EventAsync("onAgentConfigSuccess", "onAgentConfigFail")).Name.ShouldBe("onAgentConfigSuccess");
        (await warning).Text.ShouldBe("wecom-platform: html_escaped_ampersand in https://app.example.com/?a=1&amp;b=2");
    }

    [Theory]
    [InlineData("{ endpoint: '', key: 'sk_1_2', corpId: 'ww1' }", "key_not_publishable")]
    [InlineData("{ endpoint: '', key: 'pk_1_2' }", "ids_missing")]
    [InlineData("{ ...options, key: 'pk_unknown_unknown' }", "key_invalid")]
    [InlineData("{ ...options, corpId: 'ww-unknown' }", "corp_unknown")]
    [InlineData("{ ...options, agentId: 77 }", "agent_unknown")]
    [InlineData("{ ...options, endpoint: 'https://app.example.com' }", "not_the_platform")]
    public async Task Every_mistake_has_its_code(string options, string code)
    {
        await using var page = await OpenAsync(Page);

        var found = await page.Page.EvaluateAsync<string>(
            $$"""
            async () => {
              try {
                await wecomPlatform.createSigner({{options}}).getAgentConfigSignature(location.href);
                return 'signed';
              } catch (error) {
                return error instanceof wecomPlatform.SignatureError && error.message.startsWith(error.code) && error.hint ? error.code : `${error}`;
              }
            }
            """
        );

        found.ShouldBe(code);
    }

    private static Task CallAsync(WecomClientPage page, int times) =>
        page.Page.EvaluateAsync("(times) => Promise.all(Array.from({ length: times }, () => ww.closeWindow()))", times);

    private Task<WecomClientPage> OpenAsync(string address, WecomClientOptions? client = null) =>
        ClientPage.OpenAsync(browser.Host, Host, App, address, client);
}
