namespace WecomPlatform.Postgres.Changes;

/// <summary>When this node last heard from the database, and how far its wall clock is off the database's.</summary>
public sealed class DatabaseContact(TimeProvider clock)
{
    private long _lastHeard = clock.GetTimestamp();
    private long _offsetTicks;

    /// <summary>How long the database has been silent.</summary>
    public TimeSpan Silence => clock.GetElapsedTime(Volatile.Read(ref _lastHeard));

    /// <summary>The time in Unix seconds, by the database's clock as last compared.</summary>
    public long UnixSeconds =>
        (clock.GetUtcNow().Ticks + Volatile.Read(ref _offsetTicks) - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;

    /// <summary>The database answered; its clock read <paramref name="databaseTime"/> about half of <paramref name="roundTrip"/> ago.</summary>
    public void Heard(DateTimeOffset databaseTime, TimeSpan roundTrip)
    {
        Volatile.Write(ref _lastHeard, clock.GetTimestamp());
        Volatile.Write(ref _offsetTicks, (databaseTime + (roundTrip / 2) - clock.GetUtcNow()).Ticks);
    }
}
