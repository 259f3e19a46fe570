using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Time;

namespace WecomPlatform.Bench;

/// <summary>A database in which every credential has just been fetched.</summary>
internal sealed class FreshRows : ICredentialRows
{
    private const int TicketLength = 86; // as WeCom's

    public static CredentialRow Row(CredentialKey key) =>
        new(key)
        {
            ReadAt = Instant.Now(TimeProvider.System),
            Generation = new Generation(1),
            Value = new Secret(new string('t', TicketLength)),
            Remaining = TimeSpan.FromHours(2),
            Lifetime = TimeSpan.FromHours(2),
        };

    public ValueTask<CredentialRow> ReadAsync(CredentialKey key, CancellationToken ct) => ValueTask.FromResult(Row(key));

    public ValueTask<IReadOnlyList<CredentialRow>> ReadManyAsync(IReadOnlyCollection<CredentialKey> keys, CancellationToken ct) =>
        throw new NotSupportedException();

    public ValueTask<TakeResult> TryTakeAsync(
        CredentialRow seen,
        RefreshCause cause,
        IReadOnlyList<Budget> budgets,
        CancellationToken ct
    ) => throw new NotSupportedException();

    public ValueTask<CredentialRow?> TryWriteAsync(
        FetchPermit permit,
        FetchedValue value,
        bool sameAsBefore,
        Generation known,
        CancellationToken ct
    ) => throw new NotSupportedException();

    public ValueTask<bool> TryReleaseAsync(FetchPermit permit, Unavailable? failure, CancellationToken ct) =>
        throw new NotSupportedException();

    public ValueTask<CredentialRow?> PushAsync(CredentialKey key, FetchedValue value, Generation known, CancellationToken ct) =>
        throw new NotSupportedException();

    public ValueTask RetryAsync(CredentialKey key, UnavailableReason reason, CancellationToken ct) => throw new NotSupportedException();

    public ValueTask ForgetAsync(IReadOnlyCollection<CredentialKey> keys, CancellationToken ct) => throw new NotSupportedException();
}
