using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Browser;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Browser;

/// <summary>What must not open a page, does not: by the platform, or else by WeCom.</summary>
public sealed class RefusedPageTests(PlatformFixture platform, BrowserFixture browser)
    : PlatformTests(platform),
        IClassFixture<BrowserFixture>
{
    private const string Foreign = "https://foreign.example.org/";

    [Fact]
    public async Task A_signature_of_another_address_is_refused_by_the_client()
    {
        await using var page = await OpenAsync(Page);

        await RegisterCorpAsync(page, "(url) => platform('corp', url + '?x')");

        await ShouldFailAsync(page, "onConfigFail", "invalid signature");
    }

    [Fact]
    public async Task A_signature_of_another_app_of_the_corp_is_refused_by_the_client()
    {
        var other = CorpApp.Fresh(2) with { CorpId = CorpId };
        await Host.Simulator.PutAgentAsync(other);
        await Host.Admin.PutAgentAsync(App.Tenant, other);
        await using var page = await OpenAsync(Page);

        await page.RegisterAsync(
            """
            {
              corpId, agentId, jsApiList: ['closeWindow'],
              getConfigSignature: (url) => platform('corp', url),
              getAgentConfigSignature: (url) => platform('agent', url, 2),
            }
            """
        );

        await ShouldFailAsync(page, "onAgentConfigFail", "invalid signature");
    }

    [Fact]
    public async Task A_corps_signature_does_not_open_an_app()
    {
        await using var page = await OpenAsync(Page);

        await page.RegisterAsync(
            """
            {
              corpId, agentId, jsApiList: ['closeWindow'],
              getConfigSignature: (url) => platform('corp', url),
              getAgentConfigSignature: (url) => platform('corp', url),
            }
            """
        );

        await ShouldFailAsync(page, "onAgentConfigFail", "invalid signature");
    }

    [Theory]
    [InlineData("(url) => platform('corp', url)", "url_not_trusted")]
    [InlineData("() => platform('corp', 'https://app.example.com/')", "origin_not_trusted")]
    public async Task A_page_of_a_foreign_domain_gets_no_signature_and_learns_why(string sign, string code)
    {
        await using var page = await OpenAsync(Foreign);

        await RegisterCorpAsync(page, sign);

        await page.EventAsync("onConfigFail");
        var refusal = page.Events.Single(e => e.Name == "refused").Data!;
        ((string?)refusal["code"]).ShouldBe(code);
        ((int?)refusal["status"]).ShouldBe(403);
        page.Invocations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_foreign_page_whose_backend_lies_about_its_address_is_refused_by_the_client()
    {
        await using var page = await OpenAsync(Foreign);

        await RegisterCorpAsync(page, "() => backend({ identity: 'corp', url: 'https://app.example.com/' })");

        await ShouldFailAsync(page, "onConfigFail", "invalid url domain");
    }

    [Fact]
    public async Task A_ticket_that_wecom_killed_opens_no_page_until_it_is_refreshed()
    {
        (await Host.SignAsync(App)).Expect();
        await Host.Simulator.RevokeAsync(new { corpId = CorpId });
        await using var dead = await OpenAsync(Page);
        await RegisterCorpAsync(dead, "(url) => platform('corp', url)");
        await ShouldFailAsync(dead, "onConfigFail", "invalid signature");

        var listed = (await Host.Admin.SendAsync(HttpMethod.Get, $"tenants/{App.Tenant}/credentials")).Expect();
        var ticket = listed.Json["items"]!
            .AsArray()
            .Single(item => ((string)item!["kind"]!).Contains("corp", StringComparison.OrdinalIgnoreCase));
        (await Host.Admin.SendAsync(HttpMethod.Post, $"tenants/{App.Tenant}/credentials/{ticket!["id"]}:refresh")).Expect();

        await using var alive = await OpenAsync(Page);
        await RegisterCorpAsync(alive, "(url) => platform('corp', url)");
        (await alive.EventAsync("onConfigSuccess", "onConfigFail")).Name.ShouldBe("onConfigSuccess");
    }

    private Task<WecomClientPage> OpenAsync(string address) => SignedPage.OpenAsync(browser.Host, Host, App, address);

    private static Task RegisterCorpAsync(WecomClientPage page, string sign) =>
        page.RegisterAsync($"{{ corpId, jsApiList: ['closeWindow'], getConfigSignature: {sign} }}");

    private static async Task ShouldFailAsync(WecomClientPage page, string name, string reason)
    {
        var result = await page.EventAsync("onConfigSuccess", "onConfigFail", "onAgentConfigSuccess", "onAgentConfigFail");
        result.Name.ShouldBe(name, result.ToString());
        ((string?)result.Data?["errMsg"]).ShouldNotBeNull().ShouldContain(reason);
    }
}
