using System.Text.Json;
using WecomPlatform.Testing.Browser;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.BrowserClient;

/// <summary>Pages with WeCom's SDK and the browser client, and in <c>options</c> what its signer needs.</summary>
internal static class ClientPage
{
    private const string Html = """
        <!doctype html>
        <meta charset="utf-8">
        <title>app</title>
        <script src="/__sdk.js"></script>
        <script src="/wecom-platform.js"></script>
        """;

    /// <summary>A client with a page of the app at this address.</summary>
    public static async Task<WecomClientPage> OpenAsync(
        BrowserHost browser,
        PlatformHost host,
        PlatformApp app,
        string address,
        WecomClientOptions? client = null,
        Uri? endpoint = null,
        string? initScript = null
    )
    {
        var key = await host.Admin.CreateKeyAsync(app.Tenant, ApiKeyKind.Publishable);
        var page = await OpenEmptyAsync(
            browser,
            host,
            client,
            new
            {
                endpoint = (endpoint ?? host.Nodes[0].BaseAddress).GetLeftPart(UriPartial.Authority),
                key = key.Key,
                corpId = app.App.CorpId,
                agentId = app.App.AgentId,
            }
        );
        if (initScript is not null)
        {
            await page.AddInitScriptAsync(initScript);
        }

        await page.GotoAsync(address);
        return page;
    }

    /// <summary>A client that has not opened a page yet.</summary>
    public static async Task<WecomClientPage> OpenEmptyAsync(
        BrowserHost browser,
        PlatformHost host,
        WecomClientOptions? client,
        object signerOptions
    )
    {
        client ??= new WecomClientOptions();
        var page = await WecomClientPage.OpenAsync(browser, host.Simulator, client with { Sites = url => client.Sites(url) ?? Serve(url) });
        await page.AddInitScriptAsync($"window.options = {JsonSerializer.Serialize(signerOptions)};");
        return page;
    }

    private static PageFile? Serve(Uri url) =>
        url.AbsolutePath == "/wecom-platform.js" ? PageFile.Script(ClientScript.Read())
        : url.AbsolutePath == "/__sdk.js" ? null
        : PageFile.Html(Html);
}
