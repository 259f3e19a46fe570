using System.Text.Json.Nodes;
using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Onboarding;

/// <summary>A service provider that WeCom and the platform know, with a suite, a template and callbacks from one to the other.</summary>
internal sealed class Provider
{
    public const string Redirect = "https://saas.example.com/installed";

    private readonly PlatformHost _host;

    private Provider(PlatformHost host, string key) => (_host, Key) = (host, key);

    public string Tenant { get; } = Fresh.Tenant();

    public string Corp { get; } = $"wp{Guid.NewGuid():N}"[..18];

    public string Suite { get; } = $"ws{Guid.NewGuid():N}"[..18];

    public string Template { get; } = $"dk{Guid.NewGuid():N}"[..18];

    public string Customer { get; } = $"wc{Guid.NewGuid():N}"[..18];

    public string Key { get; private set; }

    /// <summary>Nodes that lead browsers to the simulator's pages.</summary>
    public static async Task<PlatformHost> StartAsync(int nodes = 1, params (string Name, string Value)[] options)
    {
        var host = await PlatformHost.StartAsync(new PlatformOptions { Nodes = 0 });
        var environment = options.ToDictionary(option => option.Name, option => (string?)option.Value);
        environment["Suites__InstallPage"] = new Uri(host.Simulator.BaseAddress, "/3rdapp/install").AbsoluteUri;
        environment["Suites__SweepInterval"] = "00:00:01";
        for (var i = 0; i < nodes; i++)
        {
            await host.AddNodeAsync(environment);
        }

        return host;
    }

    /// <summary>What an operator does for a new provider, step by step as in docs/provider-guide.md.</summary>
    public static async Task<Provider> SetUpAsync(PlatformHost host)
    {
        var provider = new Provider(host, string.Empty);
        await host.Admin.CreateTenantAsync(provider.Tenant);
        provider.Key = (await host.Admin.CreateKeyAsync(provider.Tenant)).Key;
        await host.Simulator.ControlAsync(HttpMethod.Put, $"/_sim/providers/{provider.Corp}", new { secret = "provider-secret" });
        await host.Simulator.PutCorpAsync(provider.Customer);
        await provider.AdminAsync(HttpMethod.Put, "provider", new { corpId = provider.Corp, secret = "provider-secret" });
        await provider.AdminAsync(HttpMethod.Put, "redirect-uris", new { uri = Redirect });
        await provider.SetUpSuiteAsync(provider.Suite, "thirdParty");
        await provider.SetUpSuiteAsync(provider.Template, "template");
        return provider;
    }

    public async Task<HttpAnswer> AdminAsync(HttpMethod method, string path, object? body = null) =>
        (await _host.Admin.SendAsync(method, $"tenants/{Tenant}/{path}", body)).Expect();

    /// <summary>What the corp does at WeCom; its event is delivered on return.</summary>
    public async Task<JsonNode> AuthorizeAsync(string action, string? suite = null, bool push = true, string? state = null) =>
        (
            await _host.Simulator.ControlAsync(
                HttpMethod.Post,
                "/_sim/authorize",
                new
                {
                    suiteId = suite ?? Suite,
                    corpId = Customer,
                    action,
                    push,
                    state,
                }
            )
        ).Json;

    public async Task<IReadOnlyList<JsonNode>> AuthorizationsAsync(string? suite = null) =>
        [.. (await AdminAsync(HttpMethod.Get, $"suites/{suite ?? Suite}/authorizations")).Json["items"]!.AsArray().OfType<JsonNode>()];

    /// <summary>Waits until the corp is taken in.</summary>
    /// <returns>Its app.</returns>
    public async Task<PlatformApp> AppearedAsync(string? suite = null)
    {
        PlatformApp? app = null;
        await Eventually.TrueAsync(
            async _ =>
            {
                var active = (await AuthorizationsAsync(suite)).SingleOrDefault(item =>
                    (string?)item["corpId"] == Customer && (string?)item["state"] == "active"
                );
                app = active?["agentId"] is { } agent
                    ? new PlatformApp(Tenant, Key, new CorpApp(Customer, (int)agent, "none of its own"))
                    : null;
                return app is not null;
            },
            "the corp appears"
        );
        return app!;
    }

    /// <summary>An installation from the provider's site.</summary>
    /// <returns>WeCom's page.</returns>
    public async Task<string> BeginInstallAsync(string state = "saas state") =>
        (string)
            (
                await _host
                    .Nodes[0]
                    .Client.SendJsonAsync(
                        HttpMethod.Post,
                        $"/v1/suites/{Suite}/install-sessions",
                        new { redirectUri = Redirect, state },
                        Key
                    )
            )
                .Expect()
                .Json["url"]!;

    public async Task SetUpSuiteAsync(string suite, string kind)
    {
        await AdminAsync(
            HttpMethod.Put,
            $"suites/{suite}",
            new
            {
                secret = $"secret-of-{suite}",
                kind,
                providerCorpId = Corp,
                trustedDomains = (string[])["app.example.com"],
            }
        );
        var handle = (await AdminAsync(HttpMethod.Post, "callback-handles", new { suiteId = suite })).Json;
        await _host.Simulator.ControlAsync(
            HttpMethod.Put,
            $"/_sim/suites/{suite}",
            new
            {
                secret = $"secret-of-{suite}",
                kind,
                providerCorpId = Corp,
                token = (string?)handle["token"],
                encodingAesKey = (string?)handle["encodingAesKey"],
                commandUrl = (string?)handle["callbackUrl"],
                trustedDomains = (string[])["app.example.com"],
            }
        );
        var delivery = (await _host.Simulator.ControlAsync(HttpMethod.Post, $"/_sim/suites/{suite}/push")).Json;
        ((bool)delivery["ok"]!).ShouldBeTrue(delivery.ToJsonString());
    }
}
