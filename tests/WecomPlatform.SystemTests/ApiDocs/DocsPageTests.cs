using System.Collections.Concurrent;
using Microsoft.Playwright;
using WecomPlatform.SystemTests.Browser;
using WecomPlatform.SystemTests.Platform;

namespace WecomPlatform.SystemTests.ApiDocs;

/// <summary><c>/docs</c> in a browser: all from the node itself, under its own Content-Security-Policy.</summary>
public sealed class DocsPageTests(PlatformFixture platform, BrowserFixture browser) : PlatformTests(platform), IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task A_developer_reads_and_tries_an_operation()
    {
        await using var context = await browser.Host.Browser.NewContextAsync();
        var page = await context.NewPageAsync();
        ConcurrentQueue<string> complaints = new();
        ConcurrentQueue<Uri> requests = new();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                complaints.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Enqueue(error);
        context.Request += (_, request) => requests.Enqueue(new Uri(request.Url));

        var answer = await page.GotoAsync(new Uri(Node.BaseAddress, "/docs").AbsoluteUri);
        (await answer!.HeaderValueAsync("Content-Security-Policy")).ShouldNotBeNull().ShouldContain("script-src 'self';");
        await page.Locator("#operations-Signatures-get_v1_signatures").WaitForAsync();
        var alive = page.Locator("#operations-Node-get_healthz");
        await alive.Locator(".opblock-summary").ClickAsync();
        await alive.GetByRole(AriaRole.Button, new() { Name = "Try it out" }).ClickAsync();
        await alive.GetByRole(AriaRole.Button, new() { Name = "Execute" }).ClickAsync();
        (await alive.Locator(".live-responses-table .response-col_description pre").First.InnerTextAsync()).ShouldContain("alive");

        complaints.ShouldBeEmpty();
        requests.Where(url => url.Scheme != "data").ShouldAllBe(url => url.Authority == Node.BaseAddress.Authority);
    }
}
