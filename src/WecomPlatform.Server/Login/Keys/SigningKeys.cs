using Microsoft.Extensions.Options;
using WecomPlatform.Postgres.Changes;
using WecomPlatform.Postgres.Login;

namespace WecomPlatform.Server.Login.Keys;

/// <summary>This node's copy of the keys that sign id tokens.</summary>
internal sealed class SigningKeys(SigningKeyStore store, DatabaseContact database, IOptions<LoginOptions> options, TimeProvider clock)
    : IDisposable
{
    private static readonly TimeSpan Holds = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _gate = new(1);
    private Copy? _copy;

    /// <summary>All that are published, oldest first.</summary>
    public async ValueTask<IReadOnlyList<SigningKey>> PublishedAsync(CancellationToken ct) => (await FreshAsync(ct)).Keys;

    /// <summary>The one that signs now.</summary>
    public async ValueTask<SigningKey> CurrentAsync(CancellationToken ct) => Signing(await FreshAsync(ct))!;

    /// <summary>Makes the next key when it is time.</summary>
    public Task EnsureAsync(CancellationToken ct) =>
        store.EnsureAsync(options.Value.SigningKeyLifetime, options.Value.SigningKeyLead, options.Value.IdTokenLifetime, ct);

    public void Dispose() => _gate.Dispose();

    private async ValueTask<Copy> FreshAsync(CancellationToken ct)
    {
        if (Volatile.Read(ref _copy) is { } held && IsFresh(held))
        {
            return held;
        }

        await _gate.WaitAsync(ct);
        try
        {
            var copy = Volatile.Read(ref _copy);
            if (copy is null || !IsFresh(copy))
            {
                copy = await ReadAsync(ct);
                if (Signing(copy) is null)
                {
                    await EnsureAsync(ct);
                    copy = await ReadAsync(ct);
                }

                Volatile.Write(ref _copy, copy);
            }

            return copy;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<Copy> ReadAsync(CancellationToken ct) => new(await store.ListAsync(ct), clock.GetTimestamp());

    // A key is published long before it signs: half of that time is early enough to learn of it.
    private bool IsFresh(Copy copy)
    {
        var holds = options.Value.SigningKeyLead / 2 < Holds ? options.Value.SigningKeyLead / 2 : Holds;
        return clock.GetElapsedTime(copy.ReadAt) < holds && Signing(copy) is not null;
    }

    private SigningKey? Signing(Copy copy)
    {
        // Clocks to the second: a key of this second signs.
        var now = DateTimeOffset.FromUnixTimeSeconds(database.UnixSeconds + 1);
        return copy.Keys.LastOrDefault(key => key.SignsFrom <= now && now <= key.SignsUntil + TimeSpan.FromSeconds(1));
    }

    private sealed record Copy(IReadOnlyList<SigningKey> Keys, long ReadAt);
}
