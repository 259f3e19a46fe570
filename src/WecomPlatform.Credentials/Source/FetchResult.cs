using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;

namespace WecomPlatform.Credentials.Source;

/// <summary>What came of one attempt at WeCom.</summary>
public sealed record FetchResult
{
    private FetchResult() { }

    /// <summary>The value, when WeCom gave one.</summary>
    public FetchedValue? Value { get; private init; }

    /// <summary>Why there is none, when WeCom refused or did not answer.</summary>
    public Unavailable? Why { get; private init; }

    /// <summary>Whether, and how surely, WeCom does not take the parent's value, which must be refreshed first.</summary>
    public ParentBlame Blame { get; private init; }

    /// <summary>Nothing is known: WeCom did not answer before the deadline.</summary>
    public static FetchResult TimedOut { get; } =
        None(new Unavailable(UnavailableReason.UpstreamUnavailable, TimeSpan.Zero, Detail: "WeCom did not answer in time."));

    /// <summary>A value.</summary>
    public static FetchResult Of(FetchedValue value) => new() { Value = value };

    /// <summary>No value.</summary>
    public static FetchResult None(Unavailable why) => new() { Why = why };

    /// <summary>No value, because the parent's is dead.</summary>
    /// <param name="code">WeCom's errcode.</param>
    /// <param name="blame">How sure that is.</param>
    public static FetchResult ParentDead(int code, ParentBlame blame = ParentBlame.Likely) =>
        new()
        {
            Blame = blame,
            Why = new Unavailable(
                UnavailableReason.UpstreamUnavailable,
                TimeSpan.Zero,
                code,
                "WeCom does not take the token that this is fetched with."
            ),
        };
}
