using System.Globalization;
using System.Text.RegularExpressions;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Browser;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.BrowserClient;

/// <summary>A page that stands in the documentation, opened in WeCom's client beside a chat with one's own ids in it.</summary>
internal static partial class DocumentedPage
{
    public const string Contact = "wmEAlECwAAHrbWYDOK5u3Bf13xlYDAAA";

    private const string Address = "https://app.example.com/customer?from={chat}|x#/route";

    /// <summary>The pages of a document, in order.</summary>
    public static IReadOnlyList<string> Read(string document) =>
        [.. Html().Matches(File.ReadAllText(Path.Combine(RepositoryPaths.Root, document))).Select(match => match.Groups["page"].Value)];

    /// <summary>The page, once it shows the customer.</summary>
    public static async Task<WecomClientPage> OpenAsync(BrowserHost browser, PlatformHost host, PlatformApp app, string html)
    {
        var key = await host.Admin.CreateKeyAsync(app.Tenant, ApiKeyKind.Publishable);
        var own = html.Replace(
                "https://wecom.example.com",
                host.Nodes[0].BaseAddress.GetLeftPart(UriPartial.Authority),
                StringComparison.Ordinal
            )
            .Replace("pk_…", key.Key, StringComparison.Ordinal)
            .Replace("ww0123456789abcdef", app.App.CorpId, StringComparison.Ordinal)
            .Replace("1000002", app.App.AgentId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var chat = new WecomChat(Contact, group: null);
        var page = await WecomClientPage.OpenAsync(
            browser,
            host.Simulator,
            new WecomClientOptions { Jsapi = chat.Answer, Sites = url => Sdks.Serve(url) ?? PageFile.Html(own) }
        );
        await page.Page.GotoAsync(Address);
        await page.Page.WaitForFunctionAsync("() => document.getElementById('customer').textContent !== '…'");
        return page;
    }

    [GeneratedRegex("```html\n(?<page>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Html();
}
