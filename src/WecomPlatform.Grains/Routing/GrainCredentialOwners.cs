using System.Collections.Concurrent;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Policy;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Time;
using WecomPlatform.Grains.Hosting;
using WecomPlatform.Grains.Owning;

namespace WecomPlatform.Grains.Routing;

/// <summary>
/// The Orleans engine: asks the credential's grain which value may be used and reads that from the sealed row. Where no grain answers
/// in time the node's own owner does the same work under the same lease.
/// </summary>
internal sealed class GrainCredentialOwners(
    GrainCluster cluster,
    AbsentGrains absent,
    LocalCredentialOwners local,
    ICredentialRows rows,
    CredentialPolicy policy,
    SnapshotCache snapshots,
    RoutedCalls calls,
    GrainOptions options,
    TimeProvider clock
) : ICredentialOwners
{
    private readonly ConcurrentDictionary<(CredentialKey Key, Generation Dead), Task<CredentialResult>> _asked = new();

    /// <inheritdoc />
    public async ValueTask<CredentialResult> GetAsync(CredentialKey key, Generation dead, CancellationToken ct)
    {
        // All callers of a node share one message and one reading of the row.
        if (!_asked.TryGetValue((key, dead), out var asked))
        {
            var answer = new TaskCompletionSource<CredentialResult>(TaskCreationOptions.RunContinuationsAsynchronously);
            asked = _asked.GetOrAdd((key, dead), answer.Task);
            if (asked == answer.Task)
            {
                _ = ShareAsync(key, dead, answer);
            }
        }

        return await asked.WaitAsync(ct);
    }

    /// <inheritdoc />
    /// <remarks>Goes to the row from here: a message would hold the secret.</remarks>
    public ValueTask<Snapshot?> PushAsync(CredentialKey key, FetchedValue value, CancellationToken ct) =>
        local.PushAsync(key, value, snapshots.Peek(key)?.Generation ?? Generation.None, ct);

    /// <inheritdoc />
    public async ValueTask ForgetAsync(IReadOnlyCollection<CredentialKey> keys, CancellationToken ct)
    {
        foreach (var group in keys.GroupBy(key => GrainRoute.Of(key)))
        {
            var texts = group.Select(key => key.ToString()).ToArray();
            if (
                !await TryAskAsync(
                    group.Key,
                    async grain =>
                    {
                        await grain.ForgetAsync(texts);
                        return true;
                    }
                )
            )
            {
                await local.ForgetAsync([.. group], ct);
            }
        }

        foreach (var row in await rows.ReadManyAsync(keys, ct))
        {
            local.Adopt(row);
        }
    }

    private async Task ShareAsync(CredentialKey key, Generation dead, TaskCompletionSource<CredentialResult> answer)
    {
        try
        {
            var result = await AskAsync(key, dead);
            _asked.TryRemove((key, dead), out _);
            answer.SetResult(result);
        }
#pragma warning disable CA1031 // Told to all who wait; nobody else would see it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _asked.TryRemove((key, dead), out _);
            answer.SetException(error);
        }
    }

    private async Task<CredentialResult> AskAsync(CredentialKey key, Generation dead)
    {
        var answer = await TryAskAsync(GrainRoute.Of(key), grain => grain.GetAsync(key.ToString(), dead.Value));
        return (answer is null ? null : await TakeInAsync(key, dead, answer)) ?? await local.GetAsync(key, dead, CancellationToken.None);
    }

    private async Task<T?> TryAskAsync<T>(GrainRoute? to, Func<IOwnerGrain, Task<T>> ask)
    {
        if (to is not { } route || cluster.Grains is not { } grains || absent.Contains(route, grains))
        {
            calls.CountFellBack();
            return default;
        }

        try
        {
            var answer = await ask(route.In(grains)).WaitAsync(options.Patience, clock);
            calls.CountAnswered();
            return answer;
        }
#pragma warning disable CA1031 // Whatever keeps a grain from answering, the node's own owner can do its work.
        catch (Exception error)
#pragma warning restore CA1031
        {
            absent.Add(route, error.Message);
            calls.CountFellBack();
            return default;
        }
    }

    // Null: the row does not bear the answer out (erased, its write was lost, or the grain cannot read it); the node's own owner looks into it.
    private async Task<CredentialResult?> TakeInAsync(CredentialKey key, Generation dead, OwnerAnswer answer)
    {
        if (answer.Refusal() is { } why)
        {
            // That a silo does not reach the database says nothing about this node, whose network may be whole.
            return why.Reason == UnavailableReason.StoreUnavailable ? null : CredentialResult.None(why);
        }

        var held = snapshots.Peek(key);
        if (held is not null && answer.IsKnownAs(held) && IsUsable(held, dead))
        {
            return CredentialResult.Of(held);
        }

        try
        {
            var row = await rows.ReadAsync(key, CancellationToken.None);
            if (policy.Adopt(row, clock).Snapshot is not { } read || !answer.IsKnownAs(read) || !IsUsable(read, dead))
            {
                return null;
            }

            ((ISnapshotSink)snapshots).Offer(read);
            return CredentialResult.Of(read);
        }
#pragma warning disable CA1031 // A database that does not answer is the own owner's business, unless the value at hand will do.
        catch (Exception)
#pragma warning restore CA1031
        {
            return held is not null && IsUsable(held, dead) ? CredentialResult.Of(held) : null;
        }
    }

    private bool IsUsable(Snapshot snapshot, Generation dead) => snapshot.Generation > dead && !snapshot.Expires.HasPassed(Now());

    private Instant Now() => Instant.Now(clock);
}
