using WecomPlatform.Credentials.Policy;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Source;
using WecomPlatform.Credentials.Time;

namespace WecomPlatform.Credentials.Owners;

/// <summary>
/// One refresh, from reading the row to writing it: somebody else's newer value is taken instead, somebody else's lease is waited
/// for, the parent comes first, and the only call to WeCom is made between a committed lease and a fenced write.
/// </summary>
internal sealed class CredentialRefresh(CredentialOwner owner, OwnerServices services, Generation dead)
{
    private static readonly TimeSpan LeasePoll = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan WriteRetry = TimeSpan.FromMilliseconds(200);
    private static readonly Unavailable s_noTurn = new(
        UnavailableReason.UpstreamUnavailable,
        TimeSpan.Zero,
        Detail: "Too many calls to WeCom are under way."
    );

    private readonly CredentialPolicyOptions _options = services.Policy.Options;
    private readonly ParentChain _parent = new(owner.Key, services);
    private readonly long _began = services.Clock.GetTimestamp();

    private Generation _dead = dead;
    private RefreshCause _cause;
    private bool _wasForced;

    /// <summary>Runs the refresh to its end.</summary>
    public async Task<CredentialResult> RunAsync()
    {
        var hadNone = !CredentialPolicy.Decide(owner.State, _dead, Now()).Serve;
        bool isLast;
        do
        {
            // Who overslept the end of another's lease looks once more.
            isLast = services.Clock.GetElapsedTime(_began) >= _options.Lease + _options.FetchTimeout;
            var change = owner.NextChange; // before the read: news that come during it are news
            var row = await services.Reader.ReadAsync(owner.Key, services.Stopping);
            var state = owner.TakeIn(row);
            if (_dead > owner.Newest)
            {
                _dead = Generation.None; // It never was: no complaint about what is.
            }

            var decision = CredentialPolicy.Decide(state, _dead, Now());
            // Who had none waits for a value, not for a refresh: one that lives is enough, however soon it is due.
            if (decision.Refresh == RefreshWait.No || (decision.Serve && hadNone))
            {
                return decision.Serve ? CredentialResult.Of(state.Snapshot!) : CredentialResult.None(state.Failure!);
            }

            if (row.Lease > TimeSpan.Zero)
            {
                if (decision.Refresh == RefreshWait.Background)
                {
                    return CredentialResult.Of(state.Snapshot!);
                }

                if (!isLast)
                {
                    await WaitForAsync(change, row.Lease < LeasePoll ? row.Lease : LeasePoll);
                }
            }
            else if (await TryOnceAsync(row, state) is { } result)
            {
                return result;
            }
        } while (!isLast);

        return CredentialResult.None(new Unavailable(UnavailableReason.Busy, _options.BackoffMin, Detail: "Another node is fetching it."));
    }

    // Null: the row has moved on or the parent was refreshed; look again.
    private async Task<CredentialResult?> TryOnceAsync(CredentialRow row, CredentialState state)
    {
        if (owner.Key.IsPushed)
        {
            return AwaitPush(state);
        }

        await SettleAsync(row);
        _cause = Cause(state.Snapshot);

        var parent = await _parent.GetAsync();
        if (parent is { Why: { } missing })
        {
            return FailOfParent(missing);
        }

        if (await services.Source.PlanAsync(owner.Key, services.Stopping) is not { } fetch)
        {
            return Fail(new Unavailable(UnavailableReason.AppUnknown, TimeSpan.Zero));
        }

        using var turn = await services.InTimeAsync(async ct => await fetch.EnterAsync(ct));
        if (turn is null)
        {
            return Fail(s_noTurn with { RetryIn = _options.BackoffMin });
        }

        var take = await services.Rows.TryTakeAsync(row, _cause, fetch.Budgets(_cause), services.Stopping);
        if (take.Refusal is { } refusal)
        {
            return _cause == RefreshCause.Forced ? FailForced(refusal) : Fail(refusal);
        }

        _wasForced |= take.Permit is not null && _cause == RefreshCause.Forced;
        return take.Permit is { } permit ? await FetchAsync(permit, fetch, turn, row, state.Snapshot, parent?.Snapshot) : null;
    }

    // A value that lives and that nobody complains of is refreshed ahead of time, whoever asked for it. Forced is only what would not be
    // fetched without the complaint, and only its first attempt, not the second one after the parent was refreshed.
    private RefreshCause Cause(Snapshot? held) =>
        held is null || held.Expires.HasPassed(Now()) ? RefreshCause.Demanded
        : held.Generation > _dead ? RefreshCause.Scheduled
        : _wasForced ? RefreshCause.Demanded
        : RefreshCause.Forced;

    private async Task<CredentialResult?> FetchAsync(
        FetchPermit permit,
        PlannedFetch fetch,
        Turn turn,
        CredentialRow row,
        Snapshot? before,
        Snapshot? parent
    )
    {
        var started = services.Clock.GetTimestamp();
        var fetched =
            await OrReleaseAsync(permit, () => services.InTimeAsync(async ct => await fetch.RunAsync(parent, ct))) ?? FetchResult.TimedOut;
        if (fetched is { Value: null, Blame: ParentBlame.None })
        {
            return await RememberAsync(permit, row, fetched.Why!);
        }

        turn.Dispose(); // nothing is left to count, and the parent's refresh may need one of the same
        if (fetched.Value is not { } value)
        {
            return await BlameParentAsync(permit, row, fetch, parent!, fetched);
        }

        // A row behind what is held here lost a write in a failover: its number must not come to stand for two values.
        var isSame = before is not null && before.Generation == row.Generation && before.Value.Equals(value.Value);
        // Ahead of its end the same value is only confirmed, however little is left of it: asking again at once would be one attempt more.
        var isEarly = isSame && before!.Generation > _dead && !before.Expires.HasPassed(Now());
        var remaining = value.Remaining(services.Clock);
        if (!isEarly && (remaining <= TimeSpan.Zero || (isSame && CredentialPolicy.IsSpent(remaining))))
        {
            await services.Rows.TryReleaseAsync(permit, null, CancellationToken.None);
            await Task.Delay(TimeSpan.FromSeconds(1), services.Clock, services.Stopping);
            return null;
        }

        if (await WriteAsync(permit, value, isSame) is not { } written)
        {
            services.Events.FencedOut(owner.Key);
            return null;
        }

        if (parent is not null)
        {
            services.Trust.Worked(parent, owner.Key);
        }

        if (owner.TakeIn(written).Snapshot is not { } snapshot)
        {
            return null; // Erased a moment later.
        }

        if (isEarly && snapshot.Expires.HasPassed(Now()))
        {
            return null; // It ended while it was confirmed.
        }

        services.Events.Fetched(snapshot, _cause, isSame, services.Clock.GetElapsedTime(started));
        return snapshot.Generation > _dead
            ? CredentialResult.Of(snapshot)
            : FailForced(new Unavailable(UnavailableReason.StillRejected, _options.ForcedRefreshInterval));
    }

    // A fetched value was paid for: as long as the lease holds it is offered to a database that stumbles.
    private async Task<CredentialRow?> WriteAsync(FetchPermit permit, FetchedValue value, bool isSame)
    {
        var fetched = services.Clock.GetTimestamp();
        while (true)
        {
            try
            {
                return await services.Rows.TryWriteAsync(permit, value, isSame, owner.Newest, CancellationToken.None);
            }
#pragma warning disable CA1031 // Whatever kept the database from answering, the same write is safe to repeat under its fence.
            catch (Exception error)
                when (services.Clock.GetElapsedTime(fetched) < _options.Lease - _options.FetchTimeout
                    && !services.Stopping.IsCancellationRequested
                )
#pragma warning restore CA1031
            {
                services.Events.StoreFailed(owner.Key, error);
                await Task.Delay(WriteRetry, services.Clock, services.Stopping);
            }
        }
    }

    // The lease is kept until it is settled whose fault it was: another node would ask WeCom with the same dead parent meanwhile.
    private async Task<CredentialResult?> BlameParentAsync(
        FetchPermit permit,
        CredentialRow row,
        PlannedFetch fetch,
        Snapshot parent,
        FetchResult refused
    )
    {
        var verdict = await OrReleaseAsync(permit, () => _parent.BlameAsync(parent, fetch, refused));
        if (verdict.OfChild is { } why)
        {
            return await RememberAsync(permit, row, why);
        }

        await services.Rows.TryReleaseAsync(permit, null, CancellationToken.None);
        return verdict.OfParent is { } dead ? FailOfParent(dead) : null;
    }

    private async Task<T> OrReleaseAsync<T>(FetchPermit permit, Func<Task<T>> attempt)
    {
        try
        {
            return await attempt();
        }
        catch
        {
            await services.Rows.TryReleaseAsync(permit, null, CancellationToken.None);
            throw;
        }
    }

    private CredentialResult AwaitPush(CredentialState state) =>
        CredentialPolicy.Decide(state, _dead, Now()).Serve
            ? CredentialResult.Of(state.Snapshot!)
            : CredentialResult.None(
                new Unavailable(
                    UnavailableReason.SuiteTicketMissing,
                    _options.BackoffMin,
                    Detail: "WeCom pushes a suite_ticket every 10 minutes; 刷新ticket in the provider's console pushes one at once."
                )
            );

    private async Task<CredentialResult?> RememberAsync(FetchPermit permit, CredentialRow row, Unavailable why)
    {
#pragma warning disable CA5394 // Backoff jitter is no secret.
        var remembered = why with { RetryIn = services.Policy.RetryIn(why, row.Failures + 1, Random.Shared.NextDouble()) };
#pragma warning restore CA5394
        if (!await services.Rows.TryReleaseAsync(permit, remembered, CancellationToken.None))
        {
            services.Events.FencedOut(owner.Key);
            return null;
        }

        return Fail(remembered);
    }

    // WeCom goes on returning the old value until the very end of its life, which lies up to one round trip behind what we know.
    private async Task SettleAsync(CredentialRow row)
    {
        var now = Now();
        var left = Deadline.After(row.ReadAt, row.Remaining + row.Slack, services.Clock).Remaining(now, services.Clock);
        if (row.Confirmations > 0 && row.Ends(services.Clock).HasPassed(now) && left > TimeSpan.Zero && row.Generation > _dead)
        {
            await Task.Delay(left, services.Clock, services.Stopping);
        }
    }

    private async Task WaitForAsync(Task change, TimeSpan atMost)
    {
        try
        {
            await change.WaitAsync(atMost, services.Clock, services.Stopping);
        }
        catch (TimeoutException)
        {
            // The news may have been lost: the row is read again either way.
        }
    }

    private CredentialResult Fail(Unavailable why)
    {
        services.Events.Failed(owner.Key, _cause, why);
        if (why.RetryIn > TimeSpan.Zero)
        {
            owner.Remember(why);
        }

        return CredentialResult.None(why);
    }

    // It is the parent's owner that knows when the parent can be had again; here it is kept in mind only to spare the row.
    private CredentialResult FailOfParent(Unavailable why)
    {
        services.Events.Failed(owner.Key, _cause, why);
        owner.Remember(why with { RetryIn = why.RetryIn < _options.BackoffMin ? why.RetryIn : _options.BackoffMin });
        return CredentialResult.None(why);
    }

    // Concerns those only who complain of this value: to all others it is as good as before, and so are its refreshes ahead of time.
    private CredentialResult FailForced(Unavailable why)
    {
        services.Events.Failed(owner.Key, _cause, why);
        owner.RememberForced(why);
        return CredentialResult.None(why);
    }

    private Instant Now() => Instant.Now(services.Clock);
}
