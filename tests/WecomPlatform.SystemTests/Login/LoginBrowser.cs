using System.Text.Json.Nodes;
using Microsoft.Playwright;
using WecomPlatform.Testing.Browser;

namespace WecomPlatform.SystemTests.Login;

/// <summary>Somebody with a browser of their own before the sample site.</summary>
internal sealed class LoginBrowser : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly LoginSite _site;

    private LoginBrowser(IBrowserContext context, IPage page, LoginSite site) => (_context, Page, _site) = (context, page, site);

    public IPage Page { get; }

    public static async Task<LoginBrowser> OpenAsync(BrowserHost host, LoginSite site)
    {
        var context = await host.Browser.NewContextAsync();
        return new LoginBrowser(context, await context.NewPageAsync(), site);
    }

    /// <summary>Up to WeCom's page.</summary>
    public async Task BeginAsync(string button)
    {
        await Page.GotoAsync(_site.Sample.AbsoluteUri);
        await Page.ClickAsync($"#{button}");
        await Page.WaitForSelectorAsync("#person");
    }

    /// <summary>Says who they are and goes wherever that leads.</summary>
    public async Task ChooseAsync(string person)
    {
        await Page.SelectOptionAsync("#person", person);
        await Page.ClickAsync("#login");
    }

    /// <summary>The whole way.</summary>
    /// <returns>The identity and the verified claims as the site shows them.</returns>
    public async Task<(JsonNode Identity, JsonNode Claims)> LogInAsync(string button, string person)
    {
        await BeginAsync(button);
        await ChooseAsync(person);
        await Page.WaitForSelectorAsync("#identity, #error");
        Page.Url.ShouldStartWith(_site.Sample.AbsoluteUri);
        var identity = await Page.QuerySelectorAsync("#identity");
        identity.ShouldNotBeNull(await Page.ContentAsync());
        return (JsonNode.Parse(await identity.InnerTextAsync())!, JsonNode.Parse(await Page.InnerTextAsync("#claims"))!);
    }

    /// <summary>Says who they are, but stops before a redirect to that path.</summary>
    /// <returns>Where the browser would have gone.</returns>
    public async Task<string> ChooseAndStopAsync(string person, string path)
    {
        // The same browser's cookies, without its habit to follow.
        var form = _context.APIRequest.CreateFormData();
        form.Set("person", person);
        form.Set("act", "login");
        var response = await _context.APIRequest.PostAsync(Page.Url, new() { Form = form, MaxRedirects = 0 });
        while (true)
        {
            response.Headers.TryGetValue("location", out var location).ShouldBeTrue(await response.TextAsync());
            if (new Uri(location!).AbsolutePath.StartsWith(path, StringComparison.Ordinal))
            {
                return location!;
            }

            response = await _context.APIRequest.GetAsync(location!, new() { MaxRedirects = 0 });
        }
    }

    /// <summary>Goes somewhere and ends without an identity.</summary>
    /// <returns>The code that the page shows.</returns>
    public async Task<string?> RefusedAtAsync(string url)
    {
        await Page.GotoAsync(url);
        return await RefusedAsync();
    }

    /// <summary>The code that the page shows in place of an identity.</summary>
    public async Task<string?> RefusedAsync()
    {
        await Page.WaitForSelectorAsync("#error, #identity");
        (await Page.QuerySelectorAsync("#identity")).ShouldBeNull();
        return await Page.GetAttributeAsync("#error", "data-code");
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
