using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.Testing.Browser;

/// <summary>
/// A page of an app, open in a WeCom client: any address, the SDK as published, a native bridge that checks signatures as WeCom does.
/// Scripts of the page may call <c>record(name, data)</c> and every function that was exposed to it; its requests to loopback are real.
/// </summary>
public sealed class WecomClientPage : IAsyncDisposable
{
    private const string SdkPath = "/__sdk.js";
    private const string Html = $"""<!doctype html><meta charset="utf-8"><title>app</title><script src="{SdkPath}"></script>""";

    private const string Register = """
        (options) => {
          for (const name of ['onConfigSuccess', 'onConfigFail', 'onConfigComplete',
                              'onAgentConfigSuccess', 'onAgentConfigFail', 'onAgentConfigComplete']) {
            const own = options[name];
            options[name] = (result) => { window.record(name, result); own?.(result); };
          }
          window.ww.register(options);
        }
        """;

    private readonly IBrowserContext _context;
    private readonly WecomClientOptions _options;
    private readonly NativeClient _native;
    private readonly ConcurrentQueue<PageEvent> _events = new();
    private readonly ConcurrentQueue<Uri> _requests = new();

    private WecomClientPage(IBrowserContext context, IPage page, WecomClientOptions options, NativeClient native)
    {
        _context = context;
        Page = page;
        _options = options;
        _native = native;
        context.Request += (_, request) => _requests.Enqueue(new Uri(request.Url));
    }

    public IPage Page { get; }

    /// <summary>What the page asked of the native client, in order.</summary>
    public IReadOnlyList<NativeInvocation> Invocations => _native.Invocations;

    /// <summary>What the page reported, in order.</summary>
    public IReadOnlyList<PageEvent> Events => [.. _events];

    /// <summary>What the pages of this client asked the platform for, in order, answered or not.</summary>
    public IReadOnlyList<Uri> SignatureRequests => [.. _requests.Where(url => url.AbsolutePath == "/v1/signatures")];

    /// <summary>A client whose questions to WeCom the simulator answers.</summary>
    public static Task<WecomClientPage> OpenAsync(BrowserHost host, SimulatorProcess simulator, WecomClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(simulator);
        return OpenAsync(host, simulator.VerifyAsync, options);
    }

    /// <summary>A client whose questions to WeCom are answered by <paramref name="verify"/>.</summary>
    public static async Task<WecomClientPage> OpenAsync(
        BrowserHost host,
        Func<ClientVerification, Task<ClientVerdict>> verify,
        WecomClientOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(host);
        options ??= new WecomClientOptions();
        var context = await host.Browser.NewContextAsync(new BrowserNewContextOptions { UserAgent = options.UserAgent });
        var native = new NativeClient(verify, options.Jsapi);
        var page = new WecomClientPage(context, await context.NewPageAsync(), options, native);
        await context.RouteAsync("**/*", page.AnswerAsync);
        await context.ExposeFunctionAsync<string, Task<string>>("__native", native.InvokeAsync);
        await context.ExposeFunctionAsync<string, string?>("__record", page.Record);
        if (options.IsWecom)
        {
            await context.AddInitScriptAsync(NativeClient.BridgeScript);
        }

        await context.AddInitScriptAsync("window.record = (name, data) => window.__record(JSON.stringify({ name, data: data ?? null }));");
        return page;
    }

    /// <summary>
    /// Gives the page a function that runs here, as its backend would: it takes one JSON value and answers one. A page's own backend
    /// holds a secret key, so the page itself never sees one.
    /// </summary>
    public async Task ExposeAsync(string name, Func<JsonNode?, Task<JsonNode?>> backend)
    {
        await _context.ExposeFunctionAsync<string, Task<string>>(
            "__" + name,
            async argument => (await backend(JsonNode.Parse(argument)))?.ToJsonString() ?? "null"
        );
        await _context.AddInitScriptAsync(
            $"window.{name} = async (argument) => JSON.parse(await window.__{name}(JSON.stringify(argument ?? null)));"
        );
    }

    /// <summary>Opens the address; nothing of it is fetched from the network.</summary>
    public Task GotoAsync(string url) => GotoAsync(Page, url);

    /// <summary>Another tab of the same client, at this address.</summary>
    public async Task<IPage> OpenTabAsync(string url)
    {
        var tab = await _context.NewPageAsync();
        await GotoAsync(tab, url);
        return tab;
    }

    /// <summary>Before any page's own scripts.</summary>
    public Task AddInitScriptAsync(string script) => _context.AddInitScriptAsync(script);

    private async Task GotoAsync(IPage page, string url)
    {
        await page.GotoAsync(url);
        await page.WaitForFunctionAsync(_options.Sdk == PageSdk.Ww ? "() => window.ww" : "() => window.wx");
    }

    /// <summary><c>ww.register</c> with the given JavaScript object; its callbacks are reported as events as well.</summary>
    public Task RegisterAsync(string options, IPage? tab = null) => (tab ?? Page).EvaluateAsync($"async () => ({Register})({options})");

    /// <summary>The first event of one of these names, waited for.</summary>
    public async Task<PageEvent> EventAsync(params string[] names)
    {
        PageEvent? found = null;
        await Eventually.TrueAsync(
            () => (found = _events.FirstOrDefault(e => names.Contains(e.Name))) is not null,
            $"the page reports {string.Join(" or ", names)}; so far {string.Join(", ", _events)}"
        );
        return found!;
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private string? Record(string json)
    {
        var reported = JsonNode.Parse(json)!;
        _events.Enqueue(new PageEvent((string)reported["name"]!, reported["data"]));
        return null;
    }

    private Task AnswerAsync(IRoute route)
    {
        var url = new Uri(route.Request.Url);
        if (url.IsLoopback)
        {
            return route.ContinueAsync();
        }

        if (_options.Sites(url) is { } file)
        {
            return route.FulfillAsync(new() { ContentType = file.ContentType, Body = file.Body });
        }

        if (url.AbsolutePath == SdkPath)
        {
            return route.FulfillAsync(new() { ContentType = "text/javascript", Body = PageSdkScripts.Read(_options.Sdk) });
        }

        return route.Request.ResourceType == "document"
            ? route.FulfillAsync(new() { ContentType = "text/html", Body = Html })
            : route.AbortAsync();
    }
}
