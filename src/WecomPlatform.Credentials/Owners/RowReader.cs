using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Time;

namespace WecomPlatform.Credentials.Owners;

/// <summary>
/// Reads rows for refreshes, and their parents' along with them: who finds a lease free that was given back after a dead parent was
/// replaced has to know of the new one. While the database is away only one refresh at a time looks whether it is back, and the others
/// fail at once: thousands of credentials that are due would each wait for a connection, and all rush in when it returns.
/// </summary>
internal sealed class RowReader(ICredentialRows rows, Action<CredentialRow> notice, TimeProvider clock)
{
    // A read that fails among others that do not is that read's misfortune.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    // One that hangs in a dead connection does not keep the next one from a new connection.
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private long _heard = clock.GetTimestamp();
    private Deadline? _nextLook; // null: the database answers

    /// <summary>Reads the credential's row, once notice was taken of its parent's.</summary>
    /// <exception cref="StoreAwayException">The database is away, and somebody else looks whether it is back.</exception>
    public async Task<CredentialRow> ReadAsync(CredentialKey key, CancellationToken ct)
    {
        if (!MayLook())
        {
            throw new StoreAwayException();
        }

        try
        {
            var read = await rows.ReadManyAsync(key.Parent is { } parent ? [key, parent] : [key], ct);
            Heard();
            foreach (var row in read.Where(row => row.Key != key))
            {
                notice(row);
            }

            return read.Single(row => row.Key == key);
        }
        catch
        {
            Missed();
            throw;
        }
    }

    private bool MayLook()
    {
        lock (_gate)
        {
            if (_nextLook is not { } next)
            {
                return true;
            }

            var now = Instant.Now(clock);
            if (!next.HasPassed(now))
            {
                return false;
            }

            _nextLook = Deadline.After(now, LongestLook, clock);
            return true;
        }
    }

    private void Heard()
    {
        lock (_gate)
        {
            _heard = clock.GetTimestamp();
            _nextLook = null;
        }
    }

    private void Missed()
    {
        lock (_gate)
        {
            var now = Instant.Now(clock);
            if (clock.GetElapsedTime(_heard, now.Monotonic) >= Silence)
            {
                _nextLook = Deadline.After(now, BetweenLooks, clock);
            }
        }
    }
}
