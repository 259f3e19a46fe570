using Npgsql;

namespace WecomPlatform.Postgres.Changes;

/// <summary>When this node last heard from the database, and what its clock reads.</summary>
public sealed class DatabaseContact(TimeProvider clock)
{
    private Reading _last = new(clock.GetTimestamp(), clock.GetUtcNow());

    /// <summary>How long the database has been silent.</summary>
    public TimeSpan Silence => SilenceAt(clock.GetTimestamp());

    /// <summary>The time in Unix seconds, by the database's clock as last read. Since then it goes on by the monotonic clock: this machine's wall clock may jump.</summary>
    public long UnixSeconds => UnixSecondsAt(clock.GetTimestamp());

    /// <summary><see cref="Silence"/> at a moment of the monotonic clock.</summary>
    public TimeSpan SilenceAt(long monotonic) => clock.GetElapsedTime(Volatile.Read(ref _last).At, monotonic);

    /// <summary><see cref="UnixSeconds"/> at a moment of the monotonic clock.</summary>
    public long UnixSecondsAt(long monotonic)
    {
        var last = Volatile.Read(ref _last);
        return (last.Time + clock.GetElapsedTime(last.At, monotonic)).ToUnixTimeSeconds();
    }

    /// <summary>The database answered; its clock read <paramref name="databaseTime"/> about half of <paramref name="roundTrip"/> ago.</summary>
    public void Heard(DateTimeOffset databaseTime, TimeSpan roundTrip) =>
        Volatile.Write(ref _last, new Reading(clock.GetTimestamp(), databaseTime + (roundTrip / 2)));

    /// <summary>Asks the database for its time.</summary>
    public async Task HearAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand("select clock_timestamp()", connection);
        var asked = clock.GetTimestamp();
        var time = (DateTime)(await command.ExecuteScalarAsync(ct))!;
        Heard(new DateTimeOffset(time, TimeSpan.Zero), clock.GetElapsedTime(asked));
    }

    private sealed record Reading(long At, DateTimeOffset Time);
}
