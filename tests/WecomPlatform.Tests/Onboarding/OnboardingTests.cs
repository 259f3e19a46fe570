using System.Text.Json.Nodes;
using MediatR;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Server.Callbacks.Inbox;
using WecomPlatform.Server.Onboarding;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;
using WecomPlatform.Tests.Simulator.Suites;

namespace WecomPlatform.Tests.Onboarding;

/// <summary>A node and WeCom, with a suite and a template that both know; events go from one to the other as the test says.</summary>
[Collection(OnboardingCollection.Name)]
public abstract class OnboardingTests(OnboardingFixture fixture) : IAsyncLifetime
{
    protected const string ThirdParty = "thirdParty";
    protected const string Customized = "template";
    protected const string Redirect = "https://saas.example.com/installed?a=1";
    protected const string Page = "https://app.example.com/";

    // Nodes hear of it by notification in 2 s, by poll in 10 s.
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(10);

    private readonly string _id = $"{Guid.NewGuid():N}"[..12];

    protected string Tenant => $"t{_id}";

    protected string Suite => $"ws{_id}";

    protected string Template => $"dk{_id}";

    protected string Customer => $"wc{_id}";

    protected SimulatorProcess Simulator => fixture.Simulator;

    private protected virtual OnboardingNode Node => fixture.Node;

    protected string ConnectionString => fixture.ConnectionString;

    protected string Key { get; private set; } = "";

    private string Provider => $"wp{_id}";

    public virtual async Task InitializeAsync()
    {
        await Simulator.ClearFaultsAsync();
        await Node.Admin.CreateTenantAsync(Tenant);
        Key = (await Node.Admin.CreateKeyAsync(Tenant)).Key;
        await Simulator.ControlAsync(HttpMethod.Put, $"/_sim/providers/{Provider}", new { secret = "provider-secret" });
        await SetUpAsync(Suite, "thirdParty");
        await SetUpAsync(Template, "template");
        await AdminAsync(HttpMethod.Put, "provider", new { corpId = Provider, secret = "provider-secret" });
        await AdminAsync(HttpMethod.Put, "redirect-uris", new { uri = Redirect });
        await Simulator.ResetCallsAsync();
        Node.Notices.Clear();
    }

    public virtual Task DisposeAsync() => Simulator.ClearFaultsAsync();

    protected string Of(string kind) => kind == Customized ? Template : Suite;

    /// <summary>A request about the tenant; throws unless it succeeds.</summary>
    protected async Task<HttpAnswer> AdminAsync(HttpMethod method, string path, object? body = null) =>
        (await TryAdminAsync(method, path, body)).Expect();

    protected Task<HttpAnswer> TryAdminAsync(HttpMethod method, string path, object? body = null) =>
        Node.Admin.SendAsync(method, $"tenants/{Tenant}/{path}", body);

    /// <summary>What the corp does at WeCom.</summary>
    /// <returns>The event that WeCom sends of it.</returns>
    private protected async Task<InboxEvent> AuthorizeAsync(string action, string? suite = null, string? state = null, string? corp = null)
    {
        fixture.Listener.Received.Clear();
        await Simulator.ControlAsync(
            HttpMethod.Post,
            "/_sim/authorize",
            new
            {
                suiteId = suite ?? Suite,
                corpId = corp ?? Customer,
                action,
                state,
            }
        );
        var sent = fixture
            .Listener.Received.Single(received => received.Event.InfoType != "suite_ticket" && received.Event.SuiteId == (suite ?? Suite))
            .Event;
        return new InboxEvent(
            1,
            TenantId.Parse(Tenant),
            sent.InfoType!,
            SuiteId.Parse(sent.SuiteId!),
            sent.AuthCorpId is { } authorizer ? CorpId.Parse(authorizer) : null,
            sent["AuthCode"] is { } code ? new Secret(code) : null,
            sent["State"],
            sent.At!.Value
        );
    }

    /// <summary>Works on an event as the inbox does.</summary>
    private protected Task<InboxOutcome> WorkAsync(InboxEvent e)
    {
        IRequest<InboxOutcome> command = e.InfoType switch
        {
            "create_auth" => new AuthorizeCorp(e),
            "change_auth" => new RereadAuthorization(e),
            "cancel_auth" => new CancelAuthorization(e),
            _ => new ResetPermanentCode(e),
        };
        return Node.Mediator.Send(command);
    }

    private protected async Task DoneAsync(InboxEvent e)
    {
        var outcome = await WorkAsync(e);
        outcome.Kind.ShouldBe(InboxOutcomeKind.Done, outcome.Detail);
    }

    /// <summary>The corp installs, and the platform takes it in.</summary>
    /// <returns>The app's agentid.</returns>
    protected async Task<int> InstallAsync(string? suite = null)
    {
        await DoneAsync(await AuthorizeAsync("create", suite));
        return (int)(await AuthorizationAsync(suite))["agentId"]!;
    }

    protected async Task<JsonNode> AuthorizationAsync(string? suite = null) =>
        (await AdminAsync(HttpMethod.Get, $"suites/{suite ?? Suite}/authorizations/{Customer}")).Json;

    protected async Task<IReadOnlyList<JsonNode>> AuthorizationsAsync(string? suite = null) =>
        [.. (await AdminAsync(HttpMethod.Get, $"suites/{suite ?? Suite}/authorizations")).Json["items"]!.AsArray().OfType<JsonNode>()];

    protected Task<HttpAnswer> SignAsync(int? agentId = null, string? suite = null) =>
        Node.Client.SendJsonAsync(
            HttpMethod.Post,
            "/v1/signatures",
            new
            {
                corpId = Customer,
                agentId,
                suiteId = agentId is null ? suite ?? Suite : null,
                url = Page,
            },
            Key
        );

    /// <summary>Signs, and asks WeCom whether the app's signature is right.</summary>
    protected async Task<int> ShouldSignAsync(string? suite = null)
    {
        HttpAnswer? answer = null;
        await Eventually.TrueAsync(async _ => (answer = await SignAsync(suite: suite)).IsSuccess, "it signs", s_soon);
        var json = answer!.Json;
        var agentId = (int)json["agentId"]!;
        var signed = json["signatures"]!["agent"]!;
        var verdict = await Simulator.VerifyAsync(
            new ClientVerification(
                "agent",
                Customer,
                agentId,
                Page,
                signed["timestamp"]!.ToString(),
                (string)signed["nonceStr"]!,
                (string)signed["signature"]!
            )
        );
        verdict.Ok.ShouldBeTrue(verdict.ErrMsg);
        return agentId;
    }

    protected Task ShouldNotSignAsync(string code, int? agentId = null, string? suite = null) =>
        Eventually.TrueAsync(async _ => (await SignAsync(agentId, suite)).Code == code, $"the answer is {code}", s_soon);

    protected async Task<int> CallsAsync(string api) => (await Simulator.CallsAsync()).Total($"/cgi-bin/{api}");

    private async Task SetUpAsync(string suite, string kind)
    {
        await Simulator.ControlAsync(
            HttpMethod.Put,
            $"/_sim/suites/{suite}",
            new
            {
                secret = $"secret-of-{suite}",
                kind,
                providerCorpId = Provider,
                token = CallbackListener.Token,
                encodingAesKey = CallbackListener.EncodingAesKey,
                commandUrl = $"{fixture.Listener.Url}/{suite}",
                trustedDomains = (string[])["app.example.com"],
            }
        );
        await AdminAsync(
            HttpMethod.Put,
            $"suites/{suite}",
            new
            {
                secret = $"secret-of-{suite}",
                kind,
                providerCorpId = Provider,
                trustedDomains = (string[])["app.example.com"],
            }
        );
        await Simulator.ControlAsync(HttpMethod.Post, $"/_sim/suites/{suite}/push");
        var ticket = fixture.Listener.Received.Last(received => received.Event.SuiteId == suite).Event["SuiteTicket"]!;
        await Node.Get<ICredentialOwners>()
            .PushAsync(
                CredentialKey.SuiteTicket(TenantId.Parse(Tenant), SuiteId.Parse(suite)),
                new FetchedValue(new Secret(ticket), TimeSpan.FromMinutes(30), Node.Get<TimeProvider>().GetTimestamp(), TimeSpan.Zero),
                CancellationToken.None
            );
    }
}
