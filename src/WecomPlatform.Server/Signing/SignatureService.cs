using Microsoft.Extensions.Options;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Owners;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Signing;

/// <summary>Signs pages, for every protocol. With a known app and live tickets nothing is awaited.</summary>
internal sealed class SignatureService(
    SignPlanner planner,
    SnapshotCache snapshots,
    ICredentialOwners owners,
    SignCounters counters,
    SignClock time,
    IOptions<SignOptions> options,
    TimeProvider clock
)
{
    private const int MaxRounds = 3;

    private readonly SignOptions _options = options.Value;

    /// <summary>The moment in which a page is signed that comes now.</summary>
    public SignMoment Now => time.Now;

    /// <summary>Finds the tickets that sign a page.</summary>
    public ValueTask<SignAnswer> SignAsync(SignCall call, WaitToken ct) => SignAsync(call, Now, ct);

    /// <summary>Finds the tickets that sign a page.</summary>
    /// <param name="call">The page.</param>
    /// <param name="now">Now, give or take what a batch takes that asks only once.</param>
    /// <param name="ct">Ends the waiting for a ticket, not its fetch.</param>
    public ValueTask<SignAnswer> SignAsync(SignCall call, SignMoment now, WaitToken ct)
    {
        if (now.IsWithoutDatabase)
        {
            return ValueTask.FromResult(SignAnswer.Refuse(Problem.StoreUnavailable()));
        }

        if (!planner.TryPlan(call, now.At.Monotonic, out var plan, out var problem))
        {
            return PlanAndSignAsync(call, ct.Value);
        }

        return problem is null ? SignAsync(plan, now, ct) : ValueTask.FromResult(SignAnswer.Refuse(problem));
    }

    /// <summary>Finds the tickets that sign a page of a batch: those of the page before, when it is one of the same app and host, as most are.</summary>
    public ValueTask<SignAnswer> SignAsync(SignCall call, in SignAnswer before, SignMoment now, WaitToken ct) =>
        before is { Problem: null, Call: { } last } && call.IsAlike(last)
            ? ValueTask.FromResult(
                planner.Limit(call, now.At.Monotonic) is { } problem ? SignAnswer.Refuse(problem) : before with { Call = call }
            )
            : SignAsync(call, now, ct);

    private async ValueTask<SignAnswer> PlanAndSignAsync(SignCall call, CancellationToken ct)
    {
        var (plan, problem) = await planner.PlanAsync(call, ct);
        return problem is null ? await SignAsync(plan, Now, ct) : SignAnswer.Refuse(problem);
    }

    private ValueTask<SignAnswer> SignAsync(in SignPlan plan, SignMoment now, WaitToken ct)
    {
        return TryRead(plan.Corp, now, out var corp) && TryRead(plan.App, now, out var app) && TryRead(plan.Login, now, out var login)
            ? ValueTask.FromResult(Answer(plan, corp, app, login, now))
            : FetchAndSignAsync(plan, ct.Value);
    }

    private async ValueTask<SignAnswer> FetchAndSignAsync(SignPlan plan, CancellationToken ct)
    {
        var (answer, why) = await TryFetchAsync(plan, ct);
        return why is null ? answer : await StandInAsync(plan, why, ct) ?? SignAnswer.Refuse(why.ToProblem());
    }

    // While the corp's ticket source is broken, the next app's corp ticket serves; its owner remembers the failure, so that asking costs no call.
    private async ValueTask<SignAnswer?> StandInAsync(SignPlan plan, Unavailable why, CancellationToken ct)
    {
        if (why.IsOfTheApp)
        {
            foreach (var next in SignPlanner.StandIns(plan))
            {
                if (await TryFetchAsync(next, ct) is { Why: null, Answer: var answer })
                {
                    return answer;
                }
            }
        }

        return null;
    }

    private async ValueTask<(SignAnswer Answer, Unavailable? Why)> TryFetchAsync(SignPlan plan, CancellationToken ct)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var now = Now;
            var hasCorp = TryRead(plan.Corp, now, out var corp);
            var hasApp = TryRead(plan.App, now, out var app);
            var hasLogin = TryRead(plan.Login, now, out var login);

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
                return (default, why);
            }

            corp ??= corpResult.Snapshot;
            app ??= appResult.Snapshot;
            login ??= loginResult.Snapshot;
            if (!HasEnded(corp) && !HasEnded(app) && !HasEnded(login))
            {
                return (Answer(plan, corp, app, login, Now), null);
            }
        }

        return (default, new Unavailable(UnavailableReason.Busy, TimeSpan.FromSeconds(1)));
    }

    private bool TryRead(in CredentialKey? wanted, SignMoment now, out Snapshot? ticket)
    {
        ticket = null;
        return wanted is not { } key || snapshots.TryRead(key, now.At, out ticket);
    }

    // The one may end while the other is waited for.
    private bool HasEnded(Snapshot? ticket) => ticket is not null && ticket.Expires.HasPassed(Now.At);

    private static SignAnswer Answer(in SignPlan plan, Snapshot? corp, Snapshot? app, Snapshot? login, SignMoment now) =>
        new(null, plan.Call, plan.Agent, corp?.Value, app?.Value, login?.Value, now.UnixSeconds);

    private Task<CredentialResult> FetchAsync(bool hasIt, CredentialKey? wanted, SignMoment now, CancellationToken ct)
    {
        if (hasIt)
        {
            return Task.FromResult<CredentialResult>(default);
        }

        snapshots.MarkUsed(wanted!.Value, now.At);
        return owners.GetPatientlyAsync(wanted.Value, Generation.None, _options.FetchPatience, clock, ct);
    }
}
