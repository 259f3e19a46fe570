using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;

namespace WecomPlatform.Wecom.Fetching;

/// <summary>What came of checking a secret.</summary>
public sealed record SecretVerdict
{
    private SecretVerdict() { }

    /// <summary>The app's token, when the secret is right.</summary>
    public FetchedValue? Token { get; private init; }

    /// <summary>Why the secret could not be taken.</summary>
    public Unavailable? Why { get; private init; }

    /// <summary>WeCom takes the secret, but it is another app's.</summary>
    public bool IsOfOtherAgent { get; private init; }

    internal static SecretVerdict Yes(FetchedValue token) => new() { Token = token };

    internal static SecretVerdict No(Unavailable why) => new() { Why = why };

    internal static SecretVerdict OfOtherAgent() => new() { IsOfOtherAgent = true };
}
