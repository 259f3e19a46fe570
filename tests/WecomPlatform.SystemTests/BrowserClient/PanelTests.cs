using System.Text.Json.Nodes;
using WecomPlatform.SystemTests.Browser;
using WecomPlatform.SystemTests.Onboarding;
using WecomPlatform.Testing.Browser;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.BrowserClient;

/// <summary>
/// A login suite (登录授权) signs for corps that have not installed the app: <c>ww.createJSAPIPanel</c> outside WeCom's client asks
/// <c>getSuiteConfigSignature</c> on behalf of WeCom's frame, which is served from here.
/// </summary>
public sealed class PanelTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private const string Address = "https://app.example.com/share?q={x}|y#/route";

    // What WeCom's frame says to the page, as the SDK's side of the conversation implies.
    private const string Frame = """
        <!doctype html>
        <script>
          const send = (message) => parent.postMessage(JSON.stringify(message), '*');
          addEventListener('message', (event) => {
            const message = JSON.parse(event.data);
            if (message.type === 'ww-iframe-handle:response') record('panel', message);
          });
          send({ type: 'ww-iframe-handle:ready' });
          send({
            type: 'ww-iframe-handle:call', uid: 'u1',
            args: { type: 'getJSAPIParams', seq: 1, payload: { preferSignatureTypeList: ['suiteConfig', 'agentConfig'] } },
          });
        </script>
        """;

    [Fact]
    public async Task A_panel_gets_the_suites_signature_and_WeCom_takes_it()
    {
        await using var host = await Provider.StartAsync(1, ("Wecom__LoginTicket__Path", "cgi-bin/get_jsapi_ticket"));
        await host.Simulator.SetAsync(new { loginTicketEndpoint = "getJsapiTicket" });
        var provider = await Provider.SetUpAsync(host);
        var suite = $"wl{Guid.NewGuid():N}"[..18];
        await provider.SetUpSuiteAsync(suite, "login");
        var key = await host.Admin.CreateKeyAsync(provider.Tenant, ApiKeyKind.Publishable);
        await using var page = await ClientPage.OpenEmptyAsync(
            browser.Host,
            host,
            new WecomClientOptions { IsWecom = false, Sites = url => url.Host == "login.work.weixin.qq.com" ? PageFile.Html(Frame) : null },
            new
            {
                endpoint = host.Nodes[0].BaseAddress.GetLeftPart(UriPartial.Authority),
                key = key.Key,
                corpId = "ww-that-nobody-knows",
                suiteId = suite,
            }
        );
        await page.GotoAsync(Address);

        await page.Page.EvaluateAsync(
            """
            () => {
              const { getSuiteConfigSignature } = wecomPlatform.createSigner(options);
              ww.register({ ...options, jsApiList: ['shareAppMessage'], getSuiteConfigSignature });
              ww.createJSAPIPanel('shareAppMessage', { el: document.body, params: { title: 'Offer' } });
            }
            """
        );

        var reply = (await page.EventAsync("panel")).Data!;
        ((string?)reply["kind"]).ShouldBe("resolve", reply.ToJsonString());
        var payload = reply["args"]!;
        ((string?)payload["url"]).ShouldBe(Address.Split('#')[0]);
        ((string?)payload["configParams"]!["type"]).ShouldBe("suiteConfig");
        var signed = payload["configParams"]!["params"]!;
        ((string?)signed["suiteid"]).ShouldBe(suite);
        ((bool?)(await VerifyAsync(host, signed, payload["url"]!))["ok"]).ShouldBe(true);
        ((bool?)(await VerifyAsync(host, signed, "https://app.example.com/"))["ok"]).ShouldBe(false);
        page.SignatureRequests.Count.ShouldBe(1);
    }

    private static async Task<JsonNode> VerifyAsync(PlatformHost host, JsonNode signed, JsonNode url) =>
        (
            await host.Simulator.ControlAsync(
                HttpMethod.Post,
                "/_sim/client/verify",
                new
                {
                    kind = "suite",
                    corpId = "ww-that-nobody-knows",
                    suiteId = (string?)signed["suiteid"],
                    url = (string?)url,
                    timestamp = (string?)signed["timestamp"],
                    nonceStr = (string?)signed["nonceStr"],
                    signature = (string?)signed["signature"],
                }
            )
        ).Json;
}
