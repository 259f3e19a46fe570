using WecomPlatform.SystemTests.Browser;
using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Browser;

namespace WecomPlatform.SystemTests.BrowserClient;

/// <summary>weixin-js-sdk as published takes what <c>legacyConfig</c> gives.</summary>
public sealed class LegacyTests(PlatformFixture platform, BrowserFixture browser) : PlatformTests(platform), IClassFixture<BrowserFixture>
{
    private const string Address = "https://app.example.com/?a={b}|c#/route";

    [Fact]
    public async Task A_page_configures_itself_in_jweixins_own_steps()
    {
        await using var page = await OpenAsync();

        await page.Page.EvaluateAsync(
            """
            async () => {
              const { config, agentConfig } = await wecomPlatform.createSigner(options).legacyConfig({ jsApiList: ['closeWindow'] });
              wx.error((result) => record('error', result));
              wx.ready(() => wx.invoke('agentConfig', agentConfig, (result) => record('agentConfig', result)));
              wx.config(config);
            }
            """
        );

        await page.EventAsync("agentConfig");
        page.Events.ShouldNotContain(e => e.Name == "error");
        string.Join(' ', page.Invocations.Select(call => call.Answer)).ShouldBe("preVerifyJSAPI:ok agentConfig:ok");
        page.SignatureRequests.Count.ShouldBe(1, "both signatures come together");
    }

    [Theory]
    [InlineData("undefined", "preVerifyJSAPI:ok agentConfig:ok", "configured")]
    [InlineData("location.href.split('#')[0] + '&'", "preVerifyJSAPI:fail_invalid signature", "client_refused: invalid signature")]
    public async Task ConfigureLegacy_does_these_steps_and_says_what_the_client_refused(string url, string answers, string expected)
    {
        await using var page = await OpenAsync();

        var outcome = await page.Page.EvaluateAsync<string>(
            $$"""
            async () => {
              const legacy = await wecomPlatform.createSigner(options).legacyConfig({ jsApiList: ['closeWindow'], url: {{url}} });
              return wecomPlatform.configureLegacy(wx, legacy).then(() => 'configured', (error) => error.message);
            }
            """
        );

        outcome.ShouldContain(expected.Split(": ")[^1]);
        outcome.ShouldStartWith(expected.Split(':')[0]);
        string.Join(' ', page.Invocations.Select(call => call.Answer)).ShouldBe(answers);
    }

    [Fact]
    public async Task An_app_that_is_refused_is_told_from_the_corp()
    {
        await using var page = await OpenAsync();

        var outcome = await page.Page.EvaluateAsync<string>(
            """
            async () => {
              const legacy = await wecomPlatform.createSigner(options).legacyConfig({ jsApiList: ['closeWindow'] });
              legacy.agentConfig.signature = legacy.config.signature;
              return wecomPlatform.configureLegacy(wx, legacy).then(() => 'configured', (error) => error.code + ' ' + error.hint);
            }
            """
        );

        outcome.ShouldBe("client_refused agentConfig:fail_invalid signature");
    }

    [Theory]
    [InlineData("Mozilla/5.0 (iPhone) MicroMessenger/8.0.1", "https://app.example.com/?a={b}|c")]
    [InlineData("Mozilla/5.0 (iPhone) MicroMessenger/7.0.1 wxwork/4.1.30", "https://app.example.com/next")]
    public async Task WeChat_on_a_phone_keeps_to_the_address_that_was_opened_first(string agent, string signed)
    {
        await using var page = await OpenAsync($"Object.defineProperty(navigator, 'userAgent', {{ value: '{agent}' }});");

        var outcome = await page.Page.EvaluateAsync<string>(
            """
            async () => {
              history.pushState(null, '', '/next');
              await wecomPlatform.createSigner(options).legacyConfig({ jsApiList: ['closeWindow'] });
              return navigator.userAgent;
            }
            """
        );

        outcome.ShouldBe(agent);
        Uri.UnescapeDataString(page.SignatureRequests.ShouldHaveSingleItem().Query).ShouldEndWith("&url=" + signed);
    }

    private Task<WecomClientPage> OpenAsync(string? initScript = null) =>
        ClientPage.OpenAsync(browser.Host, Host, App, Address, new WecomClientOptions { Sdk = PageSdk.Wx }, initScript: initScript);
}
