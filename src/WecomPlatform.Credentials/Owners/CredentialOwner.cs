using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Policy;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Time;

namespace WecomPlatform.Credentials.Owners;

/// <summary>
/// One credential's owner at this place: what is known of it, and at most one refresh in flight that all callers share. What keeps
/// it safe against the other nodes is not this class but the row's lease and fence, which every refresh takes.
/// </summary>
internal sealed class CredentialOwner(CredentialKey key, OwnerServices services)
{
    // Joining a flight that began before the caller's complaint may bring back the very value complained about; a second one does not.
    private const int MaxFlights = 3;

    private readonly Lock _gate = new();
    private CredentialState _state = CredentialState.Unknown;
    private Generation _newest;
    private ForcedRefusal? _forcedRefusal;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<CredentialResult>? _flight;
    private long _lastUsed = services.Clock.GetTimestamp();

    /// <summary>Which credential.</summary>
    public CredentialKey Key => key;

    /// <summary>What is known now.</summary>
    public CredentialState State => Volatile.Read(ref _state);

    /// <summary>The highest generation ever seen here.</summary>
    public Generation Newest
    {
        get
        {
            lock (_gate)
            {
                return _newest;
            }
        }
    }

    /// <summary>Completes when what is known changes the next time.</summary>
    public Task NextChange => Volatile.Read(ref _changed).Task;

    /// <summary>The refresh in flight; a completed task when there is none.</summary>
    public Task InFlight
    {
        get
        {
            lock (_gate)
            {
                return _flight ?? Task.CompletedTask;
            }
        }
    }

    /// <summary>Whether nobody has asked for that long and nothing is in flight.</summary>
    public bool IsIdleFor(TimeSpan span)
    {
        lock (_gate)
        {
            return _flight is null && services.Clock.GetElapsedTime(Volatile.Read(ref _lastUsed)) >= span;
        }
    }

    /// <inheritdoc cref="ICredentialOwners.GetAsync" />
    public async ValueTask<CredentialResult> GetAsync(Generation dead, CancellationToken ct)
    {
        Volatile.Write(ref _lastUsed, services.Clock.GetTimestamp());
        for (var flights = 0; flights < MaxFlights; flights++)
        {
            var state = State;
            var decision = CredentialPolicy.Decide(state, dead, Now());
            // What is remembered here against a refresh says nothing about a generation that is not known here: the row has to.
            if (decision.Refresh == RefreshWait.No && (decision.Serve || dead <= Newest))
            {
                return decision.Serve ? CredentialResult.Of(state.Snapshot!) : Refusal(state);
            }

            if (decision.Refresh == RefreshWait.Background)
            {
                _ = Fly(dead);
                return CredentialResult.Of(state.Snapshot!);
            }

            if (IsForcing(state, dead) && Volatile.Read(ref _forcedRefusal) is { } refusal && !refusal.Until.HasPassed(Now()))
            {
                return CredentialResult.None(refusal.Why with { RetryIn = refusal.Until.Remaining(Now(), services.Clock) });
            }

            var flight = Fly(dead);
            var result = decision.Serve ? await WaitPatientlyAsync(flight, state.Snapshot!, ct) : await flight.WaitAsync(ct);
            if (!result.IsAvailable)
            {
                return Living(dead) ?? result;
            }

            if (result.Snapshot.Generation > dead)
            {
                return result;
            }

            if (flights > 0 && dead > Newest)
            {
                return result; // This flight read the row after the complaint, and there never was such a value.
            }
        }

        return CredentialResult.None(StillRejected(services.Policy.Options.ForcedRefreshInterval));
    }

    /// <summary>Takes in a row that another place changed and wakes whoever waits for news. Older news changes nothing.</summary>
    public CredentialState Adopt(CredentialRow row)
    {
        var state = TakeIn(row);
        Volatile.Write(ref _forcedRefusal, null); // may have been forgotten there; the row itself says when it has not
        Announce();
        return state;
    }

    /// <summary>Takes in a row that the refresh in flight read or wrote itself: no news to it. Older news changes nothing.</summary>
    public CredentialState TakeIn(CredentialRow row)
    {
        var adopted = services.Policy.Adopt(row, services.Clock);
        lock (_gate)
        {
            if (row.Generation < _newest)
            {
                return _state;
            }

            _newest = row.Generation;
            Volatile.Write(ref _state, adopted);
        }

        if (adopted.Snapshot is { } value)
        {
            services.Sink.Offer(value);
        }
        else
        {
            services.Sink.Withdraw(key, row.Generation);
        }

        return adopted;
    }

    /// <summary>Keeps a failure in mind at this place only, e.g. that the database does not answer.</summary>
    public void Remember(Unavailable why)
    {
        lock (_gate)
        {
            Volatile.Write(ref _state, _state with { Failure = why, RetryAt = Deadline.After(Now(), why.RetryIn, services.Clock) });
        }

        Announce();
    }

    /// <summary>Keeps in mind that a refresh forced by a complaint is not to be had now.</summary>
    public void RememberForced(Unavailable why) =>
        Volatile.Write(ref _forcedRefusal, new ForcedRefusal(why, Deadline.After(Now(), why.RetryIn, services.Clock)));

    /// <summary>Wakes whoever waits for news of this credential.</summary>
    public void Announce() =>
        Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    private static Unavailable StillRejected(TimeSpan retryIn) =>
        new(UnavailableReason.StillRejected, retryIn, Detail: "WeCom returned the value that was reported dead.");

    // Another node may have written a value while the refresh of this one failed.
    private CredentialResult? Living(Generation dead)
    {
        var state = State;
        return CredentialPolicy.Decide(state, dead, Now()).Serve ? CredentialResult.Of(state.Snapshot!) : null;
    }

    private bool IsForcing(CredentialState state, Generation dead) =>
        state.Snapshot is { } held && held.Generation <= dead && dead <= Newest && !held.Expires.HasPassed(Now());

    private Instant Now() => Instant.Now(services.Clock);

    private CredentialResult Refusal(CredentialState state) =>
        CredentialResult.None(state.Failure! with { RetryIn = state.RetryAt.Remaining(Now(), services.Clock) });

    // The value still lives: a refresh that hangs or fails costs the caller some patience, never the answer.
    private async Task<CredentialResult> WaitPatientlyAsync(Task<CredentialResult> flight, Snapshot held, CancellationToken ct)
    {
        try
        {
            var result = await flight.WaitAsync(services.Policy.Options.MandatoryPatience, services.Clock, ct);
            return result.IsAvailable || held.Expires.HasPassed(Now()) ? result : CredentialResult.Of(held);
        }
        catch (TimeoutException)
        {
            return CredentialResult.Of(held);
        }
    }

    private Task<CredentialResult> Fly(Generation dead)
    {
        TaskCompletionSource<CredentialResult> landing;
        lock (_gate)
        {
            if (_flight is { } inFlight)
            {
                return inFlight;
            }

            landing = new TaskCompletionSource<CredentialResult>(TaskCreationOptions.RunContinuationsAsynchronously);
            _flight = landing.Task;
        }

        _ = Task.Run(() => LandAsync(landing, dead), CancellationToken.None);
        return landing.Task;
    }

    private async Task LandAsync(TaskCompletionSource<CredentialResult> landing, Generation dead)
    {
        CredentialResult result;
        try
        {
            result = await new CredentialRefresh(this, services, dead).RunAsync();
        }
#pragma warning disable CA1031 // A flight's end is told to all who share it; nobody else would see the exception.
        catch (Exception error)
#pragma warning restore CA1031
        {
            var why = new Unavailable(UnavailableReason.StoreUnavailable, services.Policy.Options.BackoffMin);
            if (!services.Stopping.IsCancellationRequested)
            {
                services.Events.StoreFailed(key, error);
            }

            Remember(why);
            result = CredentialResult.None(why);
        }

        lock (_gate)
        {
            _flight = null;
        }

        landing.SetResult(result);
    }

    private sealed record ForcedRefusal(Unavailable Why, Deadline Until);
}
