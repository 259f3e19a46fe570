using System.Text.Json;
using System.Text.Json.Nodes;
using WecomPlatform.Testing.Browser;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Browser;

/// <summary>
/// Pages that get their signatures from the platform: by <c>platform(identity, url)</c> themselves, with a publishable key, or by
/// <c>backend({identity, url})</c> from their SaaS backend, which holds the secret key.
/// </summary>
internal static class SignedPage
{
    private const string PageScript = """
        window.platform = async (identity, url, id = agentId) => {
          const query = `corpId=${encodeURIComponent(corpId)}&agentId=${id}&identities=${identity}&url=${encodeURIComponent(url)}`;
          const response = await fetch(`${server}/v1/signatures?${query}`, { headers: { 'X-Platform-Key': publishableKey } });
          const answer = await response.json();
          if (!response.ok) {
            record('refused', answer);
            throw new Error(answer.code);
          }
          return answer.signatures[identity];
        };
        """;

    /// <summary>A client with an empty page of the app at this address.</summary>
    public static async Task<WecomClientPage> OpenAsync(
        BrowserHost browser,
        PlatformHost host,
        PlatformApp app,
        string address,
        WecomClientOptions? options = null
    )
    {
        var key = await host.Admin.CreateKeyAsync(app.Tenant, ApiKeyKind.Publishable);
        var page = await WecomClientPage.OpenAsync(browser, host.Simulator, options);
        await page.Page.AddInitScriptAsync(
            $"""
            Object.assign(window, {JsonSerializer.Serialize(
                new
                {
                    corpId = app.App.CorpId,
                    agentId = app.App.AgentId,
                    publishableKey = key.Key,
                    server = host.Nodes[0].BaseAddress.GetLeftPart(UriPartial.Authority),
                }
            )});
            {PageScript}
            """
        );
        await page.ExposeAsync("backend", request => SignAsync(host, app, request!));
        await page.GotoAsync(address);
        return page;
    }

    private static async Task<JsonNode?> SignAsync(PlatformHost host, PlatformApp app, JsonNode request)
    {
        var identity = (string)request["identity"]!;
        var answer = await host.Nodes[0]
            .SignAsync(
                app.Key,
                new
                {
                    app.App.CorpId,
                    app.App.AgentId,
                    url = (string?)request["url"],
                    identities = (string[])[identity],
                }
            );
        return answer.Expect().Json["signatures"]![identity]!.DeepClone();
    }
}
