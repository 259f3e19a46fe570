using Microsoft.Extensions.Options;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Signing;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Time;
using WecomPlatform.Postgres.Changes;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Signing;

/// <summary>Signs pages, for every protocol. With a known app and live tickets nothing is awaited that is not there.</summary>
internal sealed class SignatureService(
    SignPlanner planner,
    SnapshotCache snapshots,
    ICredentialOwners owners,
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

        var (plan, problem) = await planner.PlanAsync(call, ct);
        if (problem is not null)
        {
            return SignAnswer.Refuse(problem);
        }

        var (answer, why) = await TrySignAsync(plan, ct);
        return why is null ? answer! : await StandInAsync(plan, why, ct) ?? SignAnswer.Refuse(why.ToProblem());
    }

    // While the corp's ticket source is broken, the next app's corp ticket serves; its owner remembers the failure, so that asking costs no call.
    private async ValueTask<SignAnswer?> StandInAsync(SignPlan plan, Unavailable why, CancellationToken ct)
    {
        if (why.IsOfTheApp)
        {
            foreach (var next in SignPlanner.StandIns(plan))
            {
                if (await TrySignAsync(next, ct) is { Answer: { } answer })
                {
                    return answer;
                }
            }
        }

        return null;
    }

    private async ValueTask<(SignAnswer? Answer, Unavailable? Why)> TrySignAsync(SignPlan plan, CancellationToken ct)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var now = Instant.Now(clock);
            var hasCorp = TryRead(plan.Corp, now, out var corp);
            var hasApp = TryRead(plan.App, now, out var app);
            var hasLogin = TryRead(plan.Login, now, out var login);
            if (hasCorp && hasApp && hasLogin)
            {
                return (Sign(plan, corp, app, login), null);
            }

            // All at once: a page waits for the slowest of them, not for their sum.
            var corpFetch = FetchAsync(hasCorp, plan.Corp, now, ct);
            var appFetch = FetchAsync(hasApp, plan.App, now, ct);
            var loginFetch = FetchAsync(hasLogin, plan.Login, now, ct);
            if (!corpFetch.IsCompleted || !appFetch.IsCompleted || !loginFetch.IsCompleted)
            {
                counters.CountWait();
            }

            var (corpResult, appResult, loginResult) = (await corpFetch, await appFetch, await loginFetch);
            if ((corpResult.Why ?? appResult.Why ?? loginResult.Why) is { } why)
            {
                return (null, why);
            }

            corp ??= corpResult.Snapshot;
            app ??= appResult.Snapshot;
            login ??= loginResult.Snapshot;
            if (!HasEnded(corp) && !HasEnded(app) && !HasEnded(login))
            {
                return (Sign(plan, corp, app, login), null);
            }
        }

        return (null, new Unavailable(UnavailableReason.Busy, TimeSpan.FromSeconds(1)));
    }

    private bool TryRead(CredentialKey? wanted, in Instant now, out Snapshot? ticket)
    {
        ticket = null;
        return wanted is not { } key || snapshots.TryRead(key, now, out ticket);
    }

    // The one may end while the other is waited for.
    private bool HasEnded(Snapshot? ticket) => ticket is not null && ticket.Expires.HasPassed(Instant.Now(clock));

    private SignAnswer Sign(in SignPlan plan, Snapshot? corp, Snapshot? app, Snapshot? login)
    {
        var seconds = database.UnixSeconds;
        var url = plan.Call.Url;
        return SignAnswer.For(plan.Call) with
        {
            Agent = plan.Agent,
            CorpSignature = Sign(corp, url, seconds),
            AgentSignature = Sign(app, url, seconds),
            SuiteSignature = Sign(login, url, seconds),
        };
    }

    private static JsSdkSignature? Sign(Snapshot? ticket, PageUrl url, long seconds) =>
        ticket is null ? null : JsSdkSigner.Sign(ticket.Ticket, url.Text, seconds);

    private Task<CredentialResult> FetchAsync(bool hasIt, CredentialKey? wanted, in Instant now, CancellationToken ct) =>
        hasIt ? Task.FromResult<CredentialResult>(default) : GetAsync(wanted!.Value, now, ct);

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
