using System.Text.Json.Nodes;
using WecomPlatform.Cli.Hosting;
using WecomPlatform.Cli.Http;
using WecomPlatform.Cli.Upstream;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Wecom.Api;

namespace WecomPlatform.Cli.Doctor;

/// <summary>What is examined, and what has been found out so far: each question is asked once, however many checks need its answer.</summary>
internal sealed class Examination : IAsyncDisposable
{
    private readonly PlatformClient? _administrator;
    private readonly PlatformClient? _tenant;
    private readonly WecomUpstream _wecom;
    private readonly Dictionary<bool, WecomAnswer<FetchedValue>> _tickets = [];
    private readonly Once<PlatformAnswer?> _ready;
    private readonly Once<PlatformAnswer?> _signed;
    private readonly Once<PlatformAnswer?> _agent;
    private readonly Once<PlatformAnswer?> _suite;
    private readonly Once<IReadOnlyList<JsonNode>> _credentials;
    private readonly Once<WecomAnswer<FetchedValue>?> _token;
    private readonly Once<WecomAnswer<WecomAgent>?> _agentAtWecom;
    private readonly Once<Refusal?> _refusal;

    public Examination(DoctorInput input, WecomUpstream wecom, TimeProvider clock, CancellationToken ct)
    {
        (Input, Clock, _wecom) = (input, clock, wecom);
        _administrator = input.Server is { } server && input.AdminKey is not null ? new PlatformClient(server, input.AdminKey) : null;
        _tenant = input.Server is null ? null : new PlatformClient(input.Server, input.Key);
        _ready = new(() => AskAsync(_tenant, "readyz", ct));
        _signed = new(() => SignAsync(ct));
        _agent = new(() =>
            ViewAsync(input.Corp is not null && input.Agent is not null, $"corps/{Escape(input.Corp)}/agents/{input.Agent}", ct)
        );
        _suite = new(async () => await SuiteIdAsync() is { } id ? await ViewAsync(true, $"suites/{Escape(id)}", ct) : null);
        _credentials = new(() => ReadCredentialsAsync(ct));
        _token = new(() => FetchTokenAsync(ct));
        _agentAtWecom = new(() => FetchAgentAsync(ct));
        _refusal = new(FindRefusalAsync);
    }

    public DoctorInput Input { get; }

    public TimeProvider Clock { get; }

    /// <summary>Whether WeCom itself can be asked.</summary>
    public bool IsDirect => Input is { Corp: not null, Secret: not null };

    /// <summary>Where WeCom is.</summary>
    public Uri Wecom => _wecom.BaseUrl;

    /// <summary>Whether a page's signature can be asked of the platform.</summary>
    public bool CanSign => Input is { Server: not null, Key: not null, Corp: not null };

    /// <summary>The platform's readyz; null when it does not answer or was not named.</summary>
    public Task<PlatformAnswer?> ReadyAsync() => _ready.AnswerAsync();

    /// <summary>The platform's signature of the page, or of the app's first page when none was named; null when it cannot be asked.</summary>
    public Task<PlatformAnswer?> SignedAsync() => _signed.AnswerAsync();

    /// <summary>The app as the platform knows it; null when it cannot be asked.</summary>
    public Task<PlatformAnswer?> AgentAsync() => _agent.AnswerAsync();

    /// <summary>The suite as the platform knows it; null when there is none or it cannot be asked.</summary>
    public Task<PlatformAnswer?> SuiteAsync() => _suite.AnswerAsync();

    /// <summary>The state of the credentials of this app and this suite.</summary>
    public Task<IReadOnlyList<JsonNode>> AskCredentialsAsync() => _credentials.AnswerAsync();

    /// <summary>The app's token, from WeCom; null when WeCom cannot be asked.</summary>
    public Task<WecomAnswer<FetchedValue>?> TokenAsync() => _token.AnswerAsync();

    /// <summary>The app as WeCom knows it; null when WeCom cannot be asked or gave no token.</summary>
    public Task<WecomAnswer<WecomAgent>?> AgentAtWecomAsync() => _agentAtWecom.AnswerAsync();

    /// <summary>Why no ticket can be had: what the platform says, else what WeCom says to this machine; null when one can, or nobody was asked.</summary>
    public Task<Refusal?> RefusalAsync() => _refusal.AnswerAsync();

    /// <summary>Whether WeCom gave this machine a token, or the platform a signature.</summary>
    public async Task<bool> HasReachedWecomAsync() =>
        await SignedAsync() is { IsSuccess: true } || await TokenAsync() is { IsSuccess: true };

    /// <summary>Why WeCom gives no ticket, when a signature is to be checked; null when it does, or was not asked.</summary>
    public async Task<Refusal?> TicketRefusalAsync(CancellationToken ct) =>
        Input.Claim is not null
        && await TokenAsync() is { IsSuccess: true }
        && (await AskTicketAsync(Input.Claim.Kind == "agent", ct)).Error is { } error
            ? Refusal.Of(error)
            : null;

    /// <summary>WeCom's clock; null when it does not answer.</summary>
    public Task<DateTimeOffset?> WecomTimeAsync(CancellationToken ct) => _wecom.TimeAsync(ct);

    /// <summary>The suite: the one that was named, or the one that the app was installed from.</summary>
    public async Task<string?> SuiteIdAsync() =>
        Input.Suite ?? (await AgentAsync() is { IsSuccess: true } agent ? agent.Json?["suiteId"]?.ToString() : null);

    /// <summary>Asks the platform's administrator; null when it cannot be asked.</summary>
    public Task<PlatformAnswer?> AskAdministratorAsync(string path, CancellationToken ct) =>
        AskAsync(_administrator, "admin/v1/" + path, ct);

    /// <summary>A ticket of the app, from WeCom; null when there is none. It costs one of the app's 100 calls an hour.</summary>
    public async Task<string?> TicketAsync(bool isAgents, CancellationToken ct) =>
        await TokenAsync() is { IsSuccess: true } ? (await AskTicketAsync(isAgents, ct)).Value?.Value.Reveal() : null;

    public async ValueTask DisposeAsync()
    {
        _administrator?.Dispose();
        _tenant?.Dispose();
        await _wecom.DisposeAsync();
    }

    private async Task<WecomAnswer<FetchedValue>> AskTicketAsync(bool isAgents, CancellationToken ct)
    {
        if (!_tickets.TryGetValue(isAgents, out var ticket))
        {
            var token = (await TokenAsync())!.Value!.Value;
            _tickets[isAgents] = ticket = isAgents ? await _wecom.AgentTicketAsync(token, ct) : await _wecom.CorpTicketAsync(token, ct);
        }

        return ticket;
    }

    private static string Escape(string? text) => Uri.EscapeDataString(text ?? string.Empty);

    private static async Task<PlatformAnswer?> AskAsync(PlatformClient? platform, string path, CancellationToken ct)
    {
        try
        {
            return platform is null ? null : await platform.AskAsync(HttpMethod.Get, path, null, ct);
        }
        catch (CliException)
        {
            return null; // ServerCheck says so.
        }
    }

    private Task<PlatformAnswer?> ViewAsync(bool isNamed, string path, CancellationToken ct) =>
        isNamed && Input.Tenant is not null
            ? AskAdministratorAsync($"tenants/{Escape(Input.Tenant)}/{path}", ct)
            : Task.FromResult<PlatformAnswer?>(null);

    private async Task<PlatformAnswer?> SignAsync(CancellationToken ct)
    {
        if (!CanSign)
        {
            return null;
        }

        var page = Input.Page ?? $"https://{await FirstDomainAsync() ?? "example.com"}/";
        var query = $"url={Escape(page)}&corpId={Escape(Input.Corp)}";
        query += Input.Agent is { } agent ? $"&agentId={agent}" : string.Empty;
        query += Input.Suite is { } suite ? $"&suiteId={Escape(suite)}" : string.Empty;
        return await AskAsync(_tenant, $"v1/signatures?{query}", ct);
    }

    private async Task<string?> FirstDomainAsync() =>
        ((await AgentAsync() ?? await SuiteAsync())?.Json as JsonObject)?["trustedDomains"]?.AsArray().FirstOrDefault()?.ToString();

    private async Task<IReadOnlyList<JsonNode>> ReadCredentialsAsync(CancellationToken ct)
    {
        var list = Input.Tenant is null ? null : await AskAdministratorAsync($"tenants/{Escape(Input.Tenant)}/credentials?limit=1000", ct);
        var suite = await SuiteIdAsync();
        return
        [
            .. (list?.Json?["items"]?.AsArray() ?? [])
                .OfType<JsonNode>()
                .Where(item =>
                    item["corpId"] is { } corp ? corp.ToString() == Input.Corp && Is(item, suite) : item["suiteId"]?.ToString() == suite
                ),
        ];
    }

    // Without an agent all of the corp's apps are meant.
    private bool Is(JsonNode credential, string? suite) =>
        Input.Agent is null
        || credential["agentId"]?.ToString() == $"{Input.Agent}"
        || (suite is not null && credential["suiteId"]?.ToString() == suite);

    private async Task<WecomAnswer<FetchedValue>?> FetchTokenAsync(CancellationToken ct) =>
        IsDirect && CorpId.TryParse(Input.Corp, out var corp) ? await _wecom.TokenAsync(corp, new Secret(Input.Secret!), ct) : null;

    private async Task<WecomAnswer<WecomAgent>?> FetchAgentAsync(CancellationToken ct) =>
        Input.Agent is { } number && AgentId.TryCreate(number, out var agent) && await TokenAsync() is { IsSuccess: true } token
            ? await _wecom.AgentAsync(token.Value.Value, agent, ct)
            : null;

    // Where a platform signs, its way to WeCom counts: this machine need not be on the app's IP list.
    private async Task<Refusal?> FindRefusalAsync()
    {
        var signed = await SignedAsync();
        if (signed is { IsSuccess: false })
        {
            return Refusal.Of(signed);
        }

        var error = (await TokenAsync())?.Error ?? (await AgentAtWecomAsync())?.Error;
        var refusal = error is null ? null : Refusal.Of(error);
        return signed is not null && refusal is { Code: "ip_not_allowed" } ? null : refusal;
    }
}
