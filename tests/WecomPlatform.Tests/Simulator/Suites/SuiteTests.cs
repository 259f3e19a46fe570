using System.Text.Json;
using System.Text.Json.Nodes;

namespace WecomPlatform.Tests.Simulator.Suites;

/// <summary>A simulator with a provider, one suite of each kind and the provider's server.</summary>
public abstract class SuiteTests : SimulatorTests
{
    protected const string Provider = "wwprovider";
    protected const string Suite = "wwsuite";
    protected const string Login = "wwlogin";
    protected const string Template = "dktemplate";
    protected const string Customer = "wwcustomer";

    private protected CallbackListener Listener { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Listener = await CallbackListener.StartAsync();
        await Sim.SimAsync(HttpMethod.Put, $"providers/{Provider}", """{"secret":"provider-secret"}""");
        await PutSuiteAsync(Suite, "thirdParty");
        await PutSuiteAsync(Login, "login");
        await PutSuiteAsync(Template, "template");
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Listener.DisposeAsync();
    }

    private Task PutSuiteAsync(string suiteId, string kind) =>
        SimAsync(
            HttpMethod.Put,
            $"suites/{suiteId}",
            new
            {
                secret = "suite-secret",
                kind,
                name = "套件",
                providerCorpId = Provider,
                token = CallbackListener.Token,
                encodingAesKey = CallbackListener.EncodingAesKey,
                commandUrl = $"{Listener.Url}/{suiteId}/command",
                dataUrl = $"{Listener.Url}/{suiteId}/data?corp=$CORPID$",
                trustedDomains = (string[])["suite.example.com"],
            }
        );

    protected async Task<JsonNode> SimAsync(HttpMethod method, string path, object body) =>
        (await Sim.SimAsync(method, path, JsonSerializer.Serialize(body)))!;

    protected async Task<JsonNode> ServiceAsync(string api, object body, string? suiteToken = null, string? query = null)
    {
        var tokenQuery = suiteToken is null ? query : $"suite_access_token={suiteToken}";
        using var content = new StringContent(body as string ?? JsonSerializer.Serialize(body));
        using var response = await Sim.Http.PostAsync($"/cgi-bin/service/{api}?{tokenQuery}", content);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    protected async Task<string> TicketAsync(string suite = Suite)
    {
        await Sim.SimAsync(HttpMethod.Post, $"suites/{suite}/push");
        // Those of other suites arrive too, whenever their time has come.
        return Listener.Received.Select(pushed => pushed.Event).Last(pushed => pushed["SuiteId"] == suite)["SuiteTicket"]!;
    }

    protected Task<JsonNode> FetchSuiteTokenAsync(string ticket, string suite = Suite) =>
        ServiceAsync(
            "get_suite_token",
            new
            {
                suite_id = suite,
                suite_secret = "suite-secret",
                suite_ticket = ticket,
            }
        );

    protected async Task<string> SuiteTokenAsync(string suite = Suite) =>
        (string)(await FetchSuiteTokenAsync(await TicketAsync(suite), suite))["suite_access_token"]!;

    protected Task<JsonNode> AuthorizeAsync(string action, string suiteId = Suite, string corpId = Customer, string? state = null) =>
        SimAsync(
            HttpMethod.Post,
            "authorize",
            new
            {
                suiteId,
                corpId,
                action,
                state,
            }
        );

    protected async Task<string> PermanentCodeAsync(string suiteToken, string suite = Suite)
    {
        var authCode = (string)(await AuthorizeAsync("create", suite))["authCode"]!;
        return (string)(await ServiceAsync("get_permanent_code", new { auth_code = authCode }, suiteToken))["permanent_code"]!;
    }

    protected Task<JsonNode> CorpTokenAsync(string suiteToken, string permanentCode, string corp = Customer) =>
        ServiceAsync("get_corp_token", new { auth_corpid = corp, permanent_code = permanentCode }, suiteToken);

    protected static int Errcode(JsonNode answer) => (int)answer["errcode"]!;
}
