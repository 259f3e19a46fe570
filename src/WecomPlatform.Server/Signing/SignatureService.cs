using Microsoft.Extensions.Options;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Signing;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Time;
using WecomPlatform.Postgres.Changes;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Keys;
using WecomPlatform.Server.Problems;
using WecomPlatform.Server.Registry;

namespace WecomPlatform.Server.Signing;

/// <summary>Signs pages, for every protocol. With a known app and a live ticket nothing is awaited that is not there.</summary>
internal sealed class SignatureService(
    RegistryCache registry,
    SnapshotCache snapshots,
    ICredentialOwners owners,
    KeyRates rates,
    SignCounters counters,
    DatabaseContact database,
    IOptions<SignOptions> options,
    TimeProvider clock
)
{
    private const int MaxRounds = 3;

    private readonly SignOptions _options = options.Value;

    /// <summary>Signs a page.</summary>
    public async ValueTask<SignAnswer> SignAsync(SignCall call, CancellationToken ct)
    {
        if (database.Silence > _options.WithoutDatabase)
        {
            return SignAnswer.Refuse(Problem.StoreUnavailable());
        }

        if (await registry.FindCorpAsync(call.Key.Tenant, call.Corp, ct) is not { } corp)
        {
            return SignAnswer.Refuse(Problem.CorpUnknown());
        }

        var (app, unknown) = SourceApp.Choose(corp, call.Agent, call.Url.Host);
        if ((unknown ?? Check(call, app!) ?? rates.Take(call.Key, call.Corp)) is { } problem)
        {
            return SignAnswer.Refuse(problem);
        }

        return await SignAsync(call, app!, ct);
    }

    // Trusted domains are always enforced for keys that stand in pages, and for secret keys as soon as an app has any.
    private static ApiProblem? Check(SignCall call, AgentRecord app)
    {
        var isPublishable = call.Key.Kind == ApiKeyKind.Publishable;
        if ((isPublishable || app.TrustedDomains.Count > 0) && !SourceApp.Trusts(app, call.Url.Host))
        {
            return Problem.UrlNotTrusted(call.Url.Host.ToString());
        }

        if (isPublishable && call.OriginHost is { } origin && !SourceApp.Trusts(app, origin))
        {
            return Problem.OriginNotTrusted();
        }

        return app.StrictUrls && call.Url.Warnings.HasFlag(UrlWarnings.HtmlEscapedAmpersand) ? Problem.UrlDamaged() : null;
    }

    private async ValueTask<SignAnswer> SignAsync(SignCall call, AgentRecord app, CancellationToken ct)
    {
        var tenant = call.Key.Tenant;
        var corpKey = CredentialKey.CorpTicket(tenant, call.Corp, app.Id);
        var agentKey = CredentialKey.AgentTicket(tenant, call.Corp, app.Id);
        for (var round = 0; round < MaxRounds; round++)
        {
            var now = Instant.Now(clock);
            Snapshot? corpTicket = null;
            Snapshot? agentTicket = null;
            var hasCorp = !call.Identities.HasFlag(SignIdentities.Corp) || snapshots.TryRead(corpKey, now, out corpTicket);
            var hasAgent = !call.Identities.HasFlag(SignIdentities.Agent) || snapshots.TryRead(agentKey, now, out agentTicket);
            if (hasCorp && hasAgent)
            {
                return Sign(call, corpTicket, agentTicket);
            }

            // Both at once: a page waits for the slower of the two, not for their sum.
            var corpFetch = hasCorp ? Task.FromResult<CredentialResult>(default) : GetAsync(corpKey, now, ct);
            var agentFetch = hasAgent ? Task.FromResult<CredentialResult>(default) : GetAsync(agentKey, now, ct);
            if (!corpFetch.IsCompleted || !agentFetch.IsCompleted)
            {
                counters.CountWait();
            }

            var corpResult = await corpFetch;
            var agentResult = await agentFetch;
            if ((corpResult.Why ?? agentResult.Why) is { } why)
            {
                return SignAnswer.Refuse(why.ToProblem());
            }

            corpTicket ??= corpResult.Snapshot;
            agentTicket ??= agentResult.Snapshot;
            if (!HasEnded(corpTicket) && !HasEnded(agentTicket))
            {
                return Sign(call, corpTicket, agentTicket);
            }
        }

        return SignAnswer.Refuse(new Unavailable(UnavailableReason.Busy, TimeSpan.FromSeconds(1)).ToProblem());
    }

    // The one may end while the other is waited for.
    private bool HasEnded(Snapshot? ticket) => ticket is not null && ticket.Expires.HasPassed(Instant.Now(clock));

    private SignAnswer Sign(SignCall call, Snapshot? corpTicket, Snapshot? agentTicket)
    {
        var seconds = database.UnixSeconds;
        return SignAnswer.For(call) with
        {
            CorpSignature = Sign(corpTicket, call.Url, seconds, call.Identities.HasFlag(SignIdentities.Corp)),
            AgentSignature = Sign(agentTicket, call.Url, seconds, call.Identities.HasFlag(SignIdentities.Agent)),
        };
    }

    private static JsSdkSignature? Sign(Snapshot? ticket, PageUrl url, long seconds, bool wanted) =>
        wanted ? JsSdkSigner.Sign(ticket!.Ticket, url.Text, seconds) : null;

    private async Task<CredentialResult> GetAsync(CredentialKey key, Instant now, CancellationToken ct)
    {
        snapshots.MarkUsed(key, now);
        using var patience = new CancellationTokenSource(_options.FetchPatience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            return await owners.GetAsync(key, Generation.None, either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return CredentialResult.None(new Unavailable(UnavailableReason.Busy, TimeSpan.FromSeconds(1)));
        }
    }
}
