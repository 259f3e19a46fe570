using WecomPlatform.Credentials.Owners;

namespace WecomPlatform.Credentials.Rows;

/// <summary>What came of trying to take a lease: a permit, a refusal, or neither: the row has moved on and is worth reading again.</summary>
public readonly record struct TakeResult
{
    private TakeResult(FetchPermit? permit, Unavailable? refusal)
    {
        Permit = permit;
        Refusal = refusal;
    }

    /// <summary>The permit, when the lease was taken.</summary>
    public FetchPermit? Permit { get; }

    /// <summary>Why there is none, when a limit forbids it.</summary>
    public Unavailable? Refusal { get; }

    /// <summary>Somebody else holds the lease, wrote a newer value or failed meanwhile: read the row again.</summary>
    public bool HasMovedOn => Permit is null && Refusal is null;

    /// <summary>The row has moved on.</summary>
    public static TakeResult MovedOn => default;

    /// <summary>The lease was taken.</summary>
    public static TakeResult Taken(FetchPermit permit) => new(permit, null);

    /// <summary>A limit forbids the attempt.</summary>
    public static TakeResult Refused(Unavailable why) => new(null, why);
}
