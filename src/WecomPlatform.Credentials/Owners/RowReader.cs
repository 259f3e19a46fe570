using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Time;

namespace WecomPlatform.Credentials.Owners;

/// <summary>
/// Reads rows for refreshes, and their parents' along with them: who finds a lease free that was given back after a dead parent was
/// replaced has to know of the new one. While the database is away only one refresh at a time looks whether it is back, those that come
/// meanwhile wait for what it finds, and others fail at once: thousands of credentials that are due would each wait for a connection.
/// </summary>
internal sealed class RowReader(ICredentialRows rows, Action<CredentialRow> notice, TimeProvider clock)
{
    // A read that fails among others that do not is that read's misfortune.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    // One that hangs in a dead connection does not keep the next one from a new connection, and nobody waits for it longer.
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(1);

    private static readonly Task<bool> s_yes = Task.FromResult(true);
    private static readonly Task<bool> s_no = Task.FromResult(false);

    private readonly Lock _gate = new();
    private long _heard = clock.GetTimestamp();
    private Deadline? _nextLook; // null: the database answers
    private TaskCompletionSource<bool>? _look; // whether the database answers the one that looks; null: nobody does

    /// <summary>Reads the credential's row, once notice was taken of its parent's.</summary>
    /// <exception cref="StoreAwayException">The database is away, and somebody else looks whether it is back.</exception>
    public async Task<CredentialRow> ReadAsync(CredentialKey key, CancellationToken ct)
    {
        if (!await MayReadAsync().WaitAsync(ct))
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

    private Task<bool> MayReadAsync()
    {
        lock (_gate)
        {
            if (_nextLook is not { } next)
            {
                return s_yes;
            }

            var now = Instant.Now(clock);
            if (!next.HasPassed(now))
            {
                return _look is { } look ? WaitForAsync(look.Task) : s_no;
            }

            _nextLook = Deadline.After(now, LongestLook, clock);
            // Those who wait for one that hangs are told by the next one.
            _look ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            return s_yes;
        }
    }

    private async Task<bool> WaitForAsync(Task<bool> look)
    {
        try
        {
            return await look.WaitAsync(LongestLook, clock);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private void Heard()
    {
        lock (_gate)
        {
            _heard = clock.GetTimestamp();
            _nextLook = null;
            EndLook(answers: true);
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
                EndLook(answers: false);
            }
        }
    }

    private void EndLook(bool answers)
    {
        _look?.SetResult(answers);
        _look = null;
    }
}
