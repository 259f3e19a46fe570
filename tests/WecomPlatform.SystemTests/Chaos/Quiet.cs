namespace WecomPlatform.SystemTests.Chaos;

/// <summary>A time in which nothing was disturbed and nothing had to be made good any more.</summary>
public readonly record struct Quiet(DateTimeOffset From, DateTimeOffset To)
{
    public bool Holds(DateTimeOffset moment) => From <= moment && moment <= To;
}
