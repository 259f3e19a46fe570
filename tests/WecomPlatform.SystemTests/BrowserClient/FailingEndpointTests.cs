using WecomPlatform.SystemTests.Browser;
using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Browser;
using WecomPlatform.Testing.Network;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.BrowserClient;

/// <summary>
/// WeCom's SDK asks again at every JSAPI call after a signature failed. With the browser client between, requests grow with the time that
/// the failure lasts and not with the calls; the page's clock is turned by hand.
/// </summary>
public sealed class FailingEndpointTests(PlatformFixture platform, BrowserFixture browser)
    : PlatformTests(platform),
        IClassFixture<BrowserFixture>
{
    private const string Register = """
        (() => {
          const { getAgentConfigSignature, getConfigSignature } = wecomPlatform.createSigner(options);
          return { ...options, jsApiList: ['closeWindow'], getConfigSignature, getAgentConfigSignature };
        })()
        """;

    [Fact]
    public async Task An_endpoint_that_is_down_for_a_minute_gets_few_requests_and_is_used_again_when_it_is_back()
    {
        await using var gate = TcpGate.Start(Node.BaseAddress.Port);
        gate.Refuse();
        await using var page = await OpenAsync(new Uri($"http://127.0.0.1:{gate.Port}"));
        await page.Page.Clock.InstallAsync();
        await page.RegisterAsync(Register);

        for (var second = 0; second < 60; second++)
        {
            await CallAsync(page, times: 5);
            await TurnAsync(page, seconds: 1);
        }

        await TurnAsync(page, seconds: 10);
        (await FailuresAsync(page)).ShouldBe(300, "no call hangs, none succeeds");
        page.SignatureRequests.Count.ShouldBeInRange(3, 12);
        page.Invocations.ShouldBeEmpty();
        var unreachable = await page.EventAsync("onAgentConfigFail");
        ((string?)unreachable.Data!["code"]).ShouldBe("unreachable");

        gate.Open();
        var before = page.SignatureRequests.Count;
        await page.Page.Clock.RunForAsync(80_000);
        await CallAsync(page, times: 5);
        (await FailuresAsync(page)).ShouldBe(300);
        page.SignatureRequests.Count.ShouldBe(before + 1);
        page.Invocations.Count(call => call.Answer == "closeWindow:ok").ShouldBe(5);
    }

    [Fact]
    public async Task A_hiccup_is_retried_and_the_page_does_not_notice()
    {
        await using var gate = TcpGate.Start(Node.BaseAddress.Port);
        gate.Refuse();
        await using var page = await OpenAsync(new Uri($"http://127.0.0.1:{gate.Port}"));
        page.Page.RequestFailed += (_, _) => gate.Open();

        await page.RegisterAsync(Register);

        (await page.EventAsync("onAgentConfigSuccess", "onAgentConfigFail")).Name.ShouldBe("onAgentConfigSuccess");
        page.SignatureRequests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Retry_After_is_kept_to()
    {
        await Host.Simulator.AddFaultAsync(new SimulatorFault("/cgi-bin/ticket/get", HttpStatus: 500, CorpId: CorpId));
        await using var page = await OpenAsync(Node.BaseAddress);
        var refusal = (await Host.SignAsync(App)).ShouldBeProblem(503, "upstream_unavailable");
        await page.Page.Clock.InstallAsync();
        await page.Page.Clock.PauseAtAsync(DateTime.UtcNow.AddSeconds(1));

        var wait = await page.Page.EvaluateAsync<int>(
            """
            async () => {
              window.signer = wecomPlatform.createSigner({ ...options, patience: 0 });
              return await signer.getAgentConfigSignature(location.href).catch((error) => error.retryIn);
            }
            """
        );
        wait.ShouldBeGreaterThanOrEqualTo(1000, refusal.ToJsonString());
        await Host.Simulator.ClearFaultsAsync();

        await page.Page.Clock.RunForAsync(wait - 100);
        (await SignAsync(page)).ShouldBe("upstream_unavailable");
        page.SignatureRequests.Count.ShouldBe(1, "the time is not over");
        await page.Page.Clock.RunForAsync(60_000);
        await SignAsync(page);
        page.SignatureRequests.Count.ShouldBe(2);
    }

    private static Task<string> SignAsync(WecomClientPage page) =>
        page.Page.EvaluateAsync<string>("() => signer.getAgentConfigSignature(location.href).then(() => 'signed', (error) => error.code)");

    private static Task CallAsync(WecomClientPage page, int times) =>
        page.Page.EvaluateAsync(
            """
            (times) => {
              window.calls ??= [];
              calls.push(...Array.from({ length: times }, () => ww.closeWindow().then(() => 0, () => 1)));
            }
            """,
            times
        );

    /// <summary>How many calls failed of all that were made; waits for them.</summary>
    private static Task<int> FailuresAsync(WecomClientPage page) =>
        page.Page.EvaluateAsync<int>("async () => (await Promise.all(calls)).reduce((sum, failed) => sum + failed, 0)");

    /// <summary>In small steps: a request fails in real time, the pause after it ends in the page's.</summary>
    private static async Task TurnAsync(WecomClientPage page, int seconds)
    {
        for (var i = 0; i < seconds * 4; i++)
        {
            await page.Page.Clock.RunForAsync(250);
        }
    }

    private Task<WecomClientPage> OpenAsync(Uri endpoint) =>
        ClientPage.OpenAsync(browser.Host, Host, App, Page, new WecomClientOptions(), endpoint);
}
