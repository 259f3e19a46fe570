using System.Diagnostics.CodeAnalysis;

namespace WecomPlatform.Wecom.Callbacks;

/// <summary>What was read from a callback, or why it was not taken.</summary>
/// <typeparam name="T">What was read.</typeparam>
public sealed class CallbackResult<T>
    where T : class
{
    private CallbackResult(T? value, CallbackRefusal? refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>What was read; null when refused.</summary>
    public T? Value { get; }

    /// <summary>Why it was refused; null when there is a value.</summary>
    public CallbackRefusal? Refusal { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsTaken => Value is not null;

    internal static CallbackResult<T> Taken(T value) => new(value, null);

    internal static CallbackResult<T> Refused(CallbackRefusal refusal) => new(null, refusal);
}
