using Microsoft.Playwright;
using WecomPlatform.Testing.Browser;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Login;

/// <summary>A sidebar's page stands in a frame of another site: Juzi's, for one. A browser that keeps no third-party cookies logs in there.</summary>
public sealed class SidebarFrameTests : IAsyncLifetime
{
    private const string Saas = "https://saas.example.com";
    private const string Sidebar = "https://hub.example.org";
    private const string Org = "org-1";

    private TlsFront _front = null!;
    private PlatformHost _host = null!;
    private BrowserHost _browser = null!;

    public async Task InitializeAsync()
    {
        _front = TlsFront.Start();
        _host = await PlatformHost.StartAsync(new PlatformOptions { Nodes = 0 });
        var options = LoginSite.Pages(_host.Simulator.BaseAddress);
        options["Node__PublicUrl"] = _front.BaseAddress.AbsoluteUri;
        var node = await _host.AddNodeAsync(options);
        _front.LeadTo(node.BaseAddress);
        // The SaaS is there too: whatever it answers, the browser has gone there.
        _browser = await BrowserHost.StartAsync(
            "--test-third-party-cookie-phaseout",
            $"--host-resolver-rules=MAP {new Uri(Saas).Host}:443 {_front.BaseAddress.Authority}"
        );
    }

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _host.DisposeAsync();
        await _front.DisposeAsync();
    }

    [Fact]
    public async Task Somebody_logs_in_inside_a_frame_of_another_site()
    {
        var url = await BeginAsync();
        await using var context = await _browser.Browser.NewContextAsync(new() { IgnoreHTTPSErrors = true });
        await context.RouteAsync(
            $"{Sidebar}/**",
            route => route.FulfillAsync(new() { ContentType = "text/html", Body = $"<iframe src=\"{url}\" width=600 height=400></iframe>" })
        );
        var page = await context.NewPageAsync();
        await page.GotoAsync(Sidebar);
        var frame = page.FrameLocator("iframe");

        await frame.Locator("#person").SelectOptionAsync("juzi:uid-1");
        await frame.Locator("#login").ClickAsync();
        await page.Frames[1].WaitForURLAsync($"{Saas}/done?**");

        page.Frames[1].Url.ShouldStartWith($"{Saas}/done?code=");
        var cookie = (await context.CookiesAsync()).Single(one => one.Name == "__Host-wecom-login");
        cookie.Secure.ShouldBeTrue();
        cookie.HttpOnly.ShouldBeTrue();
        cookie.SameSite.ShouldBe(SameSiteAttribute.None);
    }

    private async Task<string> BeginAsync()
    {
        await _host.Admin.CreateTenantAsync("t1");
        var key = (await _host.Admin.CreateKeyAsync("t1")).Key;
        (await _host.Admin.SendAsync(HttpMethod.Put, "tenants/t1/redirect-uris", new { uri = $"{Saas}/done" })).Expect();
        (await _host.Admin.SendAsync(HttpMethod.Patch, "tenants/t1", new { juzi = new { orgIds = (string[])[Org] } })).Expect();
        await _host.Simulator.ControlAsync(
            HttpMethod.Put,
            "/_sim/juzi/members/uid-1",
            new
            {
                orgId = Org,
                corpId = "ww1",
                userId = "hosted",
                botId = "bot-1",
            }
        );
        var body = new
        {
            flow = "juzi",
            redirectUri = $"{Saas}/done",
            state = "s",
        };
        var session = (await _host.Nodes[0].Client.SendJsonAsync(HttpMethod.Post, "/v1/login/sessions", body, key)).Expect();
        return (string)session.Json["url"]!;
    }
}
