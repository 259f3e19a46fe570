using Microsoft.Extensions.Options;
using WecomPlatform.Credentials.Time;
using WecomPlatform.Postgres.Changes;

namespace WecomPlatform.Server.Signing;

/// <summary>
/// The time, as signing needs it, worked out once a millisecond: a clock that jumps and a machine that wakes up are noticed that much
/// later, and a page costs one reading of one clock.
/// </summary>
internal sealed class SignClock(DatabaseContact database, IOptions<SignOptions> options, TimeProvider clock)
{
    private readonly TimeSpan _withoutDatabase = options.Value.WithoutDatabase;
    private readonly long _millisecond = clock.TimestampFrequency / 1000;
    private SignMoment? _last;

    /// <summary>Now, give or take a millisecond.</summary>
    public SignMoment Now
    {
        get
        {
            var last = Volatile.Read(ref _last);
            return last is not null && clock.GetTimestamp() - last.At.Monotonic < _millisecond ? last : Read();
        }
    }

    private SignMoment Read()
    {
        var at = Instant.Now(clock);
        var moment = new SignMoment(at, database.UnixSecondsAt(at.Monotonic), database.SilenceAt(at.Monotonic) > _withoutDatabase);
        Volatile.Write(ref _last, moment);
        return moment;
    }
}
