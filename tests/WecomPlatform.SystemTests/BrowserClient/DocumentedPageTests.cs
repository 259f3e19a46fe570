using WecomPlatform.SystemTests.Browser;
using WecomPlatform.SystemTests.Platform;

namespace WecomPlatform.SystemTests.BrowserClient;

/// <summary>The page of the browser client's README and both steps of docs/migrate-from-jweixin.md, run as they stand there.</summary>
public sealed class DocumentedPageTests(PlatformFixture platform, BrowserFixture browser)
    : PlatformTests(platform),
        IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData("src/wecom-platform-js/README.md", 0, "agentConfig:ok")]
    [InlineData("docs/migrate-from-jweixin.md", 0, "preVerifyJSAPI:ok agentConfig:ok")]
    [InlineData("docs/migrate-from-jweixin.md", 1, "agentConfig:ok")]
    public async Task It_shows_the_customer_of_the_chat(string document, int number, string checks)
    {
        await using var page = await DocumentedPage.OpenAsync(browser.Host, Host, App, DocumentedPage.Read(document)[number]);

        (await page.Page.Locator("#customer").TextContentAsync()).ShouldBe(DocumentedPage.Contact);
        string.Join(' ', page.Invocations.Select(call => call.Answer)).ShouldBe(checks + " getCurExternalContact:ok");
        page.SignatureRequests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task It_says_what_is_wrong_when_the_app_is_not_there()
    {
        var html = DocumentedPage.Read("src/wecom-platform-js/README.md")[0].Replace("1000002", "77", StringComparison.Ordinal);
        await using var page = await DocumentedPage.OpenAsync(browser.Host, Host, App, html);

        (await page.Page.Locator("#customer").TextContentAsync()).ShouldNotBeNull().ShouldStartWith("agent_unknown: ");
    }
}
