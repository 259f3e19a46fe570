using Microsoft.Extensions.Options;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Time;
using WecomPlatform.Postgres.Changes;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Keys;
using WecomPlatform.Server.Owners;
using WecomPlatform.Server.Problems;
using WecomPlatform.Server.Registry;
using WecomPlatform.Server.Signing;

namespace WecomPlatform.Server.Tokens;

/// <summary>Gives tokens to backends that call WeCom themselves, for every protocol.</summary>
internal sealed class TokenService(
    RegistryCache registry,
    ProviderStore providers,
    KeyRates rates,
    SnapshotCache snapshots,
    ICredentialOwners owners,
    DatabaseContact database,
    IOptions<SignOptions> options,
    TimeProvider clock
)
{
    /// <summary>The scope that a key needs for a kind of token.</summary>
    public static string ScopeOf(TokenKind kind) =>
        kind switch
        {
            TokenKind.Suite => Scopes.SuiteToken,
            TokenKind.Provider => Scopes.ProviderToken,
            _ => Scopes.CorpToken,
        };

    /// <summary>Gets a token. When the form names a version that WeCom refused, that one is not answered: compare and refresh.</summary>
    public async ValueTask<TokenAnswer> GetAsync(
        ApiKeyRecord caller,
        TokenForm form,
        Func<string, ApiProblem> invalid,
        CancellationToken ct
    )
    {
        if (database.Silence > options.Value.WithoutDatabase)
        {
            return TokenAnswer.Refuse(Problem.StoreUnavailable());
        }

        var (wanted, problem) = await FindAsync(caller.Tenant, form, invalid, ct);
        problem ??= rates.Take(caller, form.CorpId ?? form.SuiteId ?? string.Empty, clock.GetTimestamp());
        if (problem is not null)
        {
            return TokenAnswer.Refuse(problem);
        }

        var now = Instant.Now(clock);
        if (form.Version is null && snapshots.TryRead(wanted, now, out var held))
        {
            return Answer(held);
        }

        snapshots.MarkUsed(wanted, now);
        var got = await owners.GetPatientlyAsync(wanted, new Generation(form.Version ?? 0), options.Value.FetchPatience, clock, ct);
        return got.IsAvailable ? Answer(got.Snapshot) : TokenAnswer.Refuse(got.Why.ToProblem());
    }

    private TokenAnswer Answer(Snapshot token) =>
        new(null, token.Value, (long)token.Expires.Remaining(Instant.Now(clock), clock).TotalSeconds, token.Generation.Value);

    private ValueTask<(CredentialKey Key, ApiProblem? Problem)> FindAsync(
        TenantId tenant,
        TokenForm form,
        Func<string, ApiProblem> invalid,
        CancellationToken ct
    ) =>
        form.Kind switch
        {
            TokenKind.Corp => FindCorpAsync(tenant, form, invalid, ct),
            TokenKind.Suite => FindSuiteAsync(tenant, form, invalid, ct),
            _ => FindProviderAsync(tenant, ct),
        };

    private async ValueTask<(CredentialKey Key, ApiProblem? Problem)> FindCorpAsync(
        TenantId tenant,
        TokenForm form,
        Func<string, ApiProblem> invalid,
        CancellationToken ct
    )
    {
        if (form.CorpId is null || (form.AgentId is null && form.SuiteId is null))
        {
            return (default, invalid("An app's token needs corpId, and agentId or suiteId."));
        }

        if (!CorpId.TryParse(form.CorpId, out var corpId) || await registry.FindCorpAsync(tenant, corpId, ct) is not { } corp)
        {
            return (default, Problem.CorpUnknown());
        }

        AgentId? agent = null;
        if (form.AgentId is { } number)
        {
            if (!AgentId.TryCreate(number, out var id))
            {
                return (default, Problem.AgentUnknown());
            }

            agent = id;
        }

        SuiteId? suite = null;
        if (form.SuiteId is { } text)
        {
            if (!SuiteId.TryParse(text, out var id))
            {
                return (default, Problem.SuiteUnknown());
            }

            suite = id;
        }

        var (app, problem) = SourceApp.Choose(corp, agent, suite, host: []);
        problem ??= SourceApp.Refusal(app!);
        return problem is null ? (CredentialKey.AccessToken(tenant, corpId, app!.App), null) : (default, problem);
    }

    private async ValueTask<(CredentialKey Key, ApiProblem? Problem)> FindSuiteAsync(
        TenantId tenant,
        TokenForm form,
        Func<string, ApiProblem> invalid,
        CancellationToken ct
    )
    {
        if (form.SuiteId is null)
        {
            return (default, invalid("suiteId is missing."));
        }

        return SuiteId.TryParse(form.SuiteId, out var id) && await registry.FindSuiteAsync(tenant, id, ct) is not null
            ? (CredentialKey.SuiteAccessToken(tenant, id), null)
            : (default, Problem.SuiteUnknown());
    }

    private async ValueTask<(CredentialKey Key, ApiProblem? Problem)> FindProviderAsync(TenantId tenant, CancellationToken ct) =>
        await providers.FindAsync(tenant, ct) is { } provider
            ? (CredentialKey.ProviderAccessToken(tenant, provider.Corp), null)
            : (default, Problem.ProviderUnknown());
}
