using System.Collections.Concurrent;
using System.Text.Json;
using WecomPlatform.SystemTests.Browser;
using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Browser;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.BrowserClient;

/// <summary>The sample site's pages in the hosts that they are for.</summary>
public sealed class SamplePageTests(PlatformFixture platform, BrowserFixture browser)
    : PlatformTests(platform),
        IClassFixture<BrowserFixture>
{
    private const string Contact = "wmEAlECwAAHrbWYDOK5u3Bf13xlYDAAA";

    private static readonly string s_root = Path.Combine(RepositoryPaths.Root, "samples", "WecomPlatform.SampleSaas", "wwwroot");

    private readonly ConcurrentQueue<string> _errors = new();

    [Theory]
    [InlineData("register.html", "agentConfig:ok getContext:ok")]
    [InlineData("legacy.html", "preVerifyJSAPI:ok agentConfig:ok getContext:ok")]
    public async Task A_page_is_accepted_by_WeCom_and_calls_it(string name, string answers)
    {
        await using var page = await OpenAsync(name, new WecomChat(Contact, group: null), juzi: null);

        await page.Page.Locator("#accepted[data-state=ok]").WaitForAsync();
        await page.Page.Locator("[data-call=getContext]").ClickAsync();
        await SaysAsync(page, "single_chat_tools");

        string.Join(' ', page.Invocations.Select(call => call.Answer)).ShouldBe(answers);
        page.SignatureRequests.Count.ShouldBe(1);
        _errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("register.html")]
    [InlineData("legacy.html")]
    public async Task In_a_plain_browser_it_is_signed_and_asks_to_be_opened_in_WeCom(string name)
    {
        await using var page = await OpenAsync(name, chat: null, juzi: null);

        await page.Page.Locator("#signed[data-state=ok]").WaitForAsync();
        (await page.Page.Locator("#accepted[data-state=failed]").InnerTextAsync()).ShouldContain("企业微信客户端");
        _errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("wecom")]
    [InlineData("juzi")]
    public async Task The_sidebar_page_does_the_same_beside_a_chat_of_either_host(string host)
    {
        var chat = new WecomChat(Contact, group: null);
        await using var page =
            host == "wecom"
                ? await OpenAsync("sidebar.html", chat, juzi: null)
                : await OpenAsync("sidebar.html", chat: null, JuziChat.Helper(Contact, group: null));

        await page.Page.GetByText(Contact).WaitForAsync();
        (await page.Page.Locator("#host").InnerTextAsync()).ShouldBe(host);
        foreach (var type in (string[])["text", "news", "miniprogram"])
        {
            await page.Page.Locator($"[data-send={type}]").ClickAsync();
            await SaysAsync(page, $"sendChatMessage {type}  {{\"ok\":true}}");
        }

        await page.Page.Locator("#text").FillAsync(string.Empty);
        await page.Page.Locator("[data-send=text]").ClickAsync();
        await SaysAsync(page, "text content is empty");
        await page.Page.Locator("#open").ClickAsync();
        await SaysAsync(page, "openEnterpriseChat  {\"ok\":true}");
        await page.Page.Locator("#preview").ClickAsync();
        await SaysAsync(page, "previewImage  {\"ok\":true}");
        await page.Page.Locator("[data-send=image]").ClickAsync();
        await SaysAsync(page, host == "wecom" ? "WeCom needs a media id for this image" : "sendChatMessage image  {\"ok\":true}");

        _errors.ShouldBeEmpty();
        page.SignatureRequests.Count.ShouldBe(host == "wecom" ? 1 : 0);
    }

    [Fact]
    public async Task The_sidebar_page_says_where_it_belongs()
    {
        await using var page = await OpenAsync("sidebar.html", chat: null, juzi: null);

        await SaysAsync(page, "句子秒回侧边栏");
        _errors.ShouldBeEmpty();
    }

    private static Task SaysAsync(WecomClientPage page, string text) =>
        page.Page.WaitForFunctionAsync("(text) => document.getElementById('output').textContent.includes(text)", text);

    private async Task<WecomClientPage> OpenAsync(string name, WecomChat? chat, string? juzi)
    {
        var key = await Host.Admin.CreateKeyAsync(App.Tenant, ApiKeyKind.Publishable);
        var settings = JsonSerializer.Serialize(
            new
            {
                endpoint = Node.BaseAddress.GetLeftPart(UriPartial.Authority),
                publishableKey = key.Key,
                corpId = CorpId,
                agentId = AgentId,
            }
        );
        var page = await WecomClientPage.OpenAsync(
            browser.Host,
            Host.Simulator,
            new WecomClientOptions
            {
                IsWecom = chat is not null,
                Jsapi = chat is null ? (_, _) => null : chat.Answer,
                Sites = url => Sdks.Serve(url, juzi) ?? Serve(url, settings),
            }
        );
        page.Page.PageError += (_, error) => _errors.Enqueue(error);
        await page.Page.GotoAsync("https://app.example.com/" + name);
        return page;
    }

    private static PageFile? Serve(Uri url, string settings) =>
        url.AbsolutePath switch
        {
            "/settings.json" => PageFile.Json(settings),
            "/lib/wecom-platform.js" => PageFile.Script(ClientScript.Read()),
            var path when Path.GetExtension(path) == ".js" => PageFile.Script(Read(path)),
            var path when Path.GetExtension(path) == ".css" => new PageFile("text/css", Read(path)),
            var path when Path.GetExtension(path) == ".html" => PageFile.Html(Read(path)),
            _ => null,
        };

    private static string Read(string path) => File.ReadAllText(Path.Combine(s_root, path.TrimStart('/')));
}
