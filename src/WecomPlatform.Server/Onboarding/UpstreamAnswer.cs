using System.Diagnostics.CodeAnalysis;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Wecom.Errors;

namespace WecomPlatform.Server.Onboarding;

/// <summary>What came of a call that needs a suite's or a provider's token.</summary>
internal sealed class UpstreamAnswer<T>
    where T : class
{
    private UpstreamAnswer(T? value, WecomError? error, Unavailable? why) => (Value, Error, Why) = (value, error, why);

    /// <summary>What WeCom answered.</summary>
    public T? Value { get; }

    /// <summary>WeCom's refusal, or that it did not answer; null when there was no token to call with.</summary>
    public WecomError? Error { get; }

    /// <summary>Why there was no token to call with, so that nothing was called.</summary>
    public Unavailable? Why { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsSuccess => Value is not null;

    /// <summary>Whether WeCom says that the authorization is over (40084, 48004), or 40082 with a token that is alive.</summary>
    public bool IsCancelled => Error is { Reaction: WecomReaction.SuspendAuthorization } or { Code: WecomErrorCode.InvalidSuiteToken };

    /// <summary>What went wrong, for people.</summary>
    public string Explanation =>
        Error is { Code: { } code } ? $"WeCom answered {code}."
        : Error is not null ? Error.Message
        : $"There is no token to ask with: {Why?.Reason}. {Why?.Detail}".Trim();

    public static UpstreamAnswer<T> Of(T value) => new(value, null, null);

    public static UpstreamAnswer<T> Refused(WecomError error) => new(null, error, null);

    public static UpstreamAnswer<T> NoToken(Unavailable why) => new(null, null, why);
}
