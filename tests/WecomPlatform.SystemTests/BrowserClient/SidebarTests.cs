using System.Text.Json.Nodes;
using WecomPlatform.SystemTests.Browser;
using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Browser;

namespace WecomPlatform.SystemTests.BrowserClient;

/// <summary>One page beside a chat, in WeCom's toolbar and in Juzi's sidebar: same code, same results.</summary>
public sealed class SidebarTests(PlatformFixture platform, BrowserFixture browser) : PlatformTests(platform), IClassFixture<BrowserFixture>
{
    private const string Contact = "wmEAlECwAAHrbWYDOK5u3Bf13xlYDAAA";
    private const string Group = "wrOgQhDgAAH2Yy-CTZ6POca8mlBEdaaa";

    // Everything that a sidebar can do, and everything that goes wrong in the page itself.
    private const string Everything = """
        async () => {
          const sidebar = wecomPlatform.findSidebar({ mediaId: async (url, type) => `${type} of ${url}` });
          const send = (msgtype, content) => sidebar.sendChatMessage({ msgtype, [msgtype]: content });
          const results = {
            contact: await sidebar.getCurExternalContact(),
            group: await sidebar.getCurExternalChat(),
            text: await send('text', { content: 'Hello' }),
            image: await send('image', { url: 'https://cdn.example.com/a.png', title: 'A' }),
            video: await send('video', { url: 'https://cdn.example.com/a.mp4' }),
            file: await send('file', { url: 'https://cdn.example.com/a.pdf', mediaid: 'own' }),
            news: await send('news', { link: 'https://app.example.com/', title: 'News' }),
            miniprogram: await send('miniprogram', {
              appid: 'wx1', title: 'Shop', imgUrl: 'https://cdn.example.com/c.png', page: 'pages/index.html',
              desc: 'A shop', iconUrl: 'https://cdn.example.com/i.png', officialAccountId: 'gh_1',
            }),
            emptyText: await send('text', { content: '' }),
            emptyUrl: await send('image', { url: '' }),
            emptyLink: await send('news', { link: '' }),
            badCover: await send('miniprogram', { imgUrl: '//cdn.example.com/c.png' }),
            chat: await sidebar.openEnterpriseChat({ userIds: 'zhangsan', externalUserIds: CONTACT, chatId: 'ignored' }),
            group2: await sidebar.openEnterpriseChat({ userIds: 'zhangsan', chatId: GROUP }),
            noChat: await sidebar.openEnterpriseChat({ userIds: '' }),
            preview: await sidebar.previewImage({ urls: ['https://cdn.example.com/a.png'] }),
            noPreview: await sidebar.previewImage({ urls: [] }),
          };
          return JSON.stringify({ host: sidebar.host, results });
        }
        """;

    private const string Expected = """
        {
          "contact": { "ok": true, "userId": CONTACT },
          "group": { "ok": true, "chatId": GROUP },
          "text": { "ok": true }, "image": { "ok": true }, "video": { "ok": true }, "file": { "ok": true },
          "news": { "ok": true }, "miniprogram": { "ok": true },
          "emptyText": { "ok": false, "reason": "invalid", "message": "text content is empty" },
          "emptyUrl": { "ok": false, "reason": "invalid", "message": "url is empty" },
          "emptyLink": { "ok": false, "reason": "invalid", "message": "url is empty" },
          "badCover": { "ok": false, "reason": "invalid", "message": "invalid imgUrl" },
          "chat": { "ok": true }, "group2": { "ok": true },
          "noChat": { "ok": false, "reason": "invalid", "message": "userIds is missing" },
          "preview": { "ok": true },
          "noPreview": { "ok": false, "reason": "invalid", "message": "url is empty" }
        }
        """;

    [Theory]
    [InlineData("ww")]
    [InlineData("wx")]
    [InlineData("juzi")]
    [InlineData("juziWx")]
    public async Task The_same_code_has_the_same_results_in_every_host(string host)
    {
        var chat = new WecomChat(Contact, Group);
        await using var page = host switch
        {
            "ww" => await OpenWecomAsync(chat, PageSdk.Ww),
            "wx" => await OpenWecomAsync(chat, PageSdk.Wx),
            _ => await OpenJuziAsync(JuziChat.Helper(Contact, Group, replacesWx: host == "juzi")),
        };

        var answer = JsonNode.Parse(await page.Page.EvaluateAsync<string>(Ids(Everything)))!;

        ((string?)answer["host"]).ShouldBe(host.StartsWith("juzi", StringComparison.Ordinal) ? "juzi" : "wecom");
        answer["results"]!.ToJsonString().ShouldBe(JsonNode.Parse(Ids(Expected))!.ToJsonString());
        if (host is "ww" or "wx")
        {
            chat.Sent.Select(message => (string?)message["msgtype"])
                .ShouldBe(["text", "image", "video", "file", "news", "miniprogram"], "nothing empty is sent");
            chat.Sent.Skip(1)
                .Take(3)
                .Select(message => (string?)message[(string)message["msgtype"]!]!["mediaid"])
                .ShouldBe(["image of https://cdn.example.com/a.png", "video of https://cdn.example.com/a.mp4", "own"]);
            ((string?)chat.Opened[0]["chatId"]).ShouldBeEmpty("WeCom would open the group");
        }
        else
        {
            var sent = Juzi(page, "sendChatMessage");
            sent.Select(message => (string?)message["msgtype"]).ShouldBe(["text", "image", "video", "file", "news", "miniprogram"]);
            ((string?)sent[1]["image"]!["url"]).ShouldBe("https://cdn.example.com/a.png");
            Juzi(page, "openEnterpriseChat")[0]["chatId"].ShouldBeNull("externalUserIds go first");
            Juzi(page, "previewImage").Count.ShouldBe(1);
        }
    }

    [Theory]
    [InlineData("ww")]
    [InlineData("juzi")]
    public async Task Outside_a_group_there_is_no_group_in_every_host(string host)
    {
        await using var page =
            host == "ww"
                ? await OpenWecomAsync(new WecomChat(Contact, group: null), PageSdk.Ww)
                : await OpenJuziAsync(JuziChat.Helper(Contact, group: null));

        var result = await AskAsync(page, "getCurExternalChat()");

        ((bool?)result["ok"]).ShouldBe(false);
        ((string?)result["reason"]).ShouldBe("failed");
    }

    [Fact]
    public async Task Juzi_makes_no_new_chats_and_is_not_asked_to()
    {
        await using var page = await OpenJuziAsync(JuziChat.Helper(Contact, Group));

        foreach (
            var chat in (string[])
                [
                    "{ userIds: ['a', 'b'], externalUserIds: 'c' }",
                    "{ userIds: 'a', externalUserIds: ['b', 'c'] }",
                    "{ userIds: 'a', externalUserIds: 'b', groupName: 'New' }",
                ]
        )
        {
            ((string?)(await AskAsync(page, $"openEnterpriseChat({chat})"))["reason"]).ShouldBe("unsupported", chat);
        }

        Juzi(page, "openEnterpriseChat").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("openEnterpriseChat({ userIds: 'a', chatId: 'b' })")]
    [InlineData("previewImage({ urls: ['https://cdn.example.com/a.png'] })")]
    public async Task Juzis_older_chat_says_what_it_cannot(string call)
    {
        await using var page = await OpenJuziAsync(JuziChat.Helper(Contact, Group, isOldChat: true));

        var result = await AskAsync(page, call);

        ((string?)result["reason"]).ShouldBe("unsupported");
        ((string?)result["message"]).ShouldNotBeNull().ShouldContain("新版聚合聊天");
    }

    [Fact]
    public async Task A_page_that_gets_no_signature_learns_why_from_the_call()
    {
        await using var page = await OpenWecomAsync(new WecomChat(Contact, Group), PageSdk.Ww, address: "https://foreign.example.org/");

        var result = await AskAsync(page, "getCurExternalContact()");

        ((string?)result["reason"]).ShouldBe("unsigned");
        ((string?)result["message"]).ShouldNotBeNull().ShouldContain("url_not_trusted");
    }

    [Fact]
    public async Task A_page_without_the_apps_signature_is_denied_by_WeCom()
    {
        await using var page = await OpenWecomAsync(new WecomChat(Contact, Group), PageSdk.Ww, isAppSigned: false);

        ((string?)(await AskAsync(page, "getCurExternalContact()"))["reason"]).ShouldBe("denied");
    }

    [Fact]
    public async Task In_a_plain_browser_there_is_no_sidebar()
    {
        await using var page = await OpenAsync(new WecomClientOptions { IsWecom = false });

        (await page.Page.EvaluateAsync<bool>("() => wecomPlatform.findSidebar() === undefined")).ShouldBeTrue();
    }

    private static string Ids(string text) =>
        text.Replace("CONTACT", $"\"{Contact}\"", StringComparison.Ordinal).Replace("GROUP", $"\"{Group}\"", StringComparison.Ordinal);

    private static IReadOnlyList<JsonNode> Juzi(WecomClientPage page, string name) =>
        [.. page.Events.Where(e => e.Name == "juzi" && (string?)e.Data!["name"] == name).Select(e => e.Data!["params"]!)];

    private static async Task<JsonNode> AskAsync(WecomClientPage page, string call) =>
        JsonNode.Parse(await page.Page.EvaluateAsync<string>($"async () => JSON.stringify(await wecomPlatform.findSidebar().{call})"))!;

    private async Task<WecomClientPage> OpenWecomAsync(
        WecomChat chat,
        PageSdk sdk,
        string address = "https://app.example.com/",
        bool isAppSigned = true
    )
    {
        var page = await OpenAsync(new WecomClientOptions { Sdk = sdk, Jsapi = chat.Answer }, address);
        await page.Page.EvaluateAsync(
            sdk == PageSdk.Ww
                ? $$"""
                () => {
                  const signer = wecomPlatform.createSigner(options);
                  ww.register({
                    ...options, jsApiList: ['getCurExternalContact'],
                    getConfigSignature: signer.getConfigSignature,
                    {{(isAppSigned ? "getAgentConfigSignature: signer.getAgentConfigSignature," : "")}}
                  });
                }
                """
                : """
                async () => {
                  const legacy = await wecomPlatform.createSigner(options).legacyConfig({ jsApiList: ['getCurExternalContact'] });
                  await wecomPlatform.configureLegacy(wx, legacy);
                }
                """
        );
        return page;
    }

    private async Task<WecomClientPage> OpenJuziAsync(string helper)
    {
        var page = await OpenAsync(new WecomClientOptions { IsWecom = false, Sdk = PageSdk.Wx });
        await page.Page.AddScriptTagAsync(new() { Content = helper });
        return page;
    }

    private Task<WecomClientPage> OpenAsync(WecomClientOptions client, string address = Page) =>
        ClientPage.OpenAsync(browser.Host, Host, App, address, client);
}
