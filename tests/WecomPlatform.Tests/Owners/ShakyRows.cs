using Npgsql;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;

namespace WecomPlatform.Tests.Owners;

/// <summary>The rows behind a database that can be out of reach.</summary>
public sealed class ShakyRows(ICredentialRows rows) : ICredentialRows
{
    private int _reads;
    private int _failWrites;

    public bool IsDown { get; set; }

    /// <summary>What reads of many rows wait for.</summary>
    public Task Answering { get; set; } = Task.CompletedTask;

    /// <summary>How often rows were read, one or many.</summary>
    public int Reads => Volatile.Read(ref _reads);

    /// <summary>So many writes fail.</summary>
    public int FailWrites
    {
        get => Volatile.Read(ref _failWrites);
        set => Volatile.Write(ref _failWrites, value);
    }

    public ValueTask<CredentialRow> ReadAsync(CredentialKey key, CancellationToken ct)
    {
        Interlocked.Increment(ref _reads);
        return Reach().ReadAsync(key, ct);
    }

    public async ValueTask<IReadOnlyList<CredentialRow>> ReadManyAsync(IReadOnlyCollection<CredentialKey> keys, CancellationToken ct)
    {
        Interlocked.Increment(ref _reads);
        await Answering;
        return await Reach().ReadManyAsync(keys, ct);
    }

    public ValueTask<TakeResult> TryTakeAsync(
        CredentialRow seen,
        RefreshCause cause,
        IReadOnlyList<Budget> budgets,
        CancellationToken ct
    ) => Reach().TryTakeAsync(seen, cause, budgets, ct);

    public ValueTask<CredentialRow?> TryWriteAsync(
        FetchPermit permit,
        FetchedValue value,
        bool sameAsBefore,
        Generation known,
        CancellationToken ct
    ) =>
        Interlocked.Decrement(ref _failWrites) >= 0
            ? throw new NpgsqlException("down")
            : Reach().TryWriteAsync(permit, value, sameAsBefore, known, ct);

    public ValueTask<bool> TryReleaseAsync(FetchPermit permit, Unavailable? failure, CancellationToken ct) =>
        Reach().TryReleaseAsync(permit, failure, ct);

    public ValueTask<CredentialRow?> PushAsync(CredentialKey key, FetchedValue value, Generation known, CancellationToken ct) =>
        Reach().PushAsync(key, value, known, ct);

    public ValueTask RetryAsync(CredentialKey key, UnavailableReason reason, CancellationToken ct) => Reach().RetryAsync(key, reason, ct);

    public ValueTask ForgetAsync(IReadOnlyCollection<CredentialKey> keys, CancellationToken ct) => Reach().ForgetAsync(keys, ct);

    private ICredentialRows Reach() => IsDown ? throw new NpgsqlException("down") : rows;
}
