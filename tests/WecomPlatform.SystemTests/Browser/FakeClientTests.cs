using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using WecomPlatform.Testing.Browser;
using WecomPlatform.Testing.Processes;

namespace WecomPlatform.SystemTests.Browser;

/// <summary>The fake client judges the platform in other tests: here it is judged itself, with both right and wrong signatures.</summary>
public sealed class FakeClientTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private const string CorpTicket = "corp-ticket";
    private const string AgentTicket = "agent-ticket";
    private const string Address = "https://app.example.com/a/../b?q=%e4%b8%ad|{x}&code=C#/spa?x=1";
    private const string Options = """
        {
          corpId: 'ww0123456789abcdef', agentId: 1000002, jsApiList: ['selectExternalContact'],
          getConfigSignature: (url) => sign({ kind: 'corp', url }),
          getAgentConfigSignature: AGENT,
        }
        """;

    private static readonly string CorpOnly = Options.Replace("AGENT", "undefined", StringComparison.Ordinal);
    private static readonly string Both = Options.Replace("AGENT", "(url) => sign({ kind: 'agent', url })", StringComparison.Ordinal);

    [Fact]
    public async Task A_right_corp_signature_is_accepted_whatever_the_address_holds()
    {
        await using var page = await OpenAsync();

        await page.RegisterAsync(CorpOnly);

        (await page.EventAsync("onConfigSuccess", "onConfigFail")).Name.ShouldBe("onConfigSuccess");
        var invocation = page.Invocations.ShouldHaveSingleItem();
        invocation.Name.ShouldBe("preVerifyJSAPI");
        invocation.Href.ShouldBe("https://app.example.com/b?q=%e4%b8%ad|{x}&code=C#/spa?x=1");
    }

    [Fact]
    public async Task A_signature_of_another_ticket_is_refused()
    {
        await using var page = await OpenAsync(corpTicket: "ticket-of-somebody-else");

        await page.RegisterAsync(CorpOnly);

        var failure = await page.EventAsync("onConfigSuccess", "onConfigFail");
        failure.Name.ShouldBe("onConfigFail");
        ((string?)failure.Data?["errMsg"]).ShouldNotBeNull().ShouldContain("invalid signature");
    }

    [Fact]
    public async Task A_signature_of_another_address_is_refused()
    {
        await using var page = await OpenAsync();

        await page.RegisterAsync(CorpOnly.Replace("url })", "url: url + '?' })", StringComparison.Ordinal));

        (await page.EventAsync("onConfigSuccess", "onConfigFail")).Name.ShouldBe("onConfigFail");
    }

    [Theory]
    [InlineData("4.1.30", "agentConfig")]
    [InlineData("3.0.20", "preVerifyJSAPI agentConfig")]
    public async Task The_version_of_the_client_decides_which_signatures_are_sent(string version, string invocations)
    {
        await using var page = await OpenAsync(new WecomClientOptions { Version = version });

        await page.RegisterAsync(Both);
        (await page.EventAsync("onAgentConfigSuccess", "onAgentConfigFail", "onConfigFail")).Name.ShouldBe("onAgentConfigSuccess");

        string.Join(' ', page.Invocations.Select(invocation => invocation.Name)).ShouldBe(invocations);
    }

    [Fact]
    public async Task An_older_page_configures_itself_with_jweixin()
    {
        await using var page = await OpenAsync(new WecomClientOptions { Sdk = PageSdk.Wx });

        await page.Page.EvaluateAsync(
            """
            async () => {
              const signed = await sign({ kind: 'corp', url: location.href.split('#')[0] });
              wx.ready(() => record('ready'));
              wx.error((result) => record('error', result));
              wx.config({ beta: true, debug: false, appId: 'ww0123456789abcdef', jsApiList: ['closeWindow'], ...signed });
            }
            """
        );

        // jweixin calls ready after an error as well, so the error decides.
        await page.EventAsync("ready");
        page.Events.ShouldNotContain(e => e.Name == "error");
        page.Invocations.ShouldContain(invocation => invocation.Answer == "preVerifyJSAPI:ok");
    }

    [Fact]
    public async Task A_page_reaches_a_server_on_loopback()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{FreePorts.Next()}");
        await using var server = builder.Build();
        server.MapGet(
            "/v1/signatures",
            (HttpContext context) =>
            {
                context.Response.Headers.AccessControlAllowOrigin = context.Request.Headers.Origin;
                return "signed";
            }
        );
        await server.StartAsync();
        await using var page = await OpenAsync();

        var answer = await page.Page.EvaluateAsync<string>(
            "async (server) => (await fetch(server + '/v1/signatures')).text()",
            server.Urls.Single()
        );

        answer.ShouldBe("signed");
    }

    private async Task<WecomClientPage> OpenAsync(WecomClientOptions? options = null, string corpTicket = CorpTicket)
    {
        var page = await WecomClientPage.OpenAsync(browser.Host, new FakeWecom(CorpTicket, AgentTicket).VerifyAsync, options);
        await page.ExposeAsync(
            "sign",
            request =>
            {
                var ticket = (string?)request!["kind"] == "corp" ? corpTicket : AgentTicket;
                return Task.FromResult<JsonNode?>(FakeWecom.Sign(ticket, (string)request["url"]!));
            }
        );
        await page.GotoAsync(Address);
        return page;
    }
}
