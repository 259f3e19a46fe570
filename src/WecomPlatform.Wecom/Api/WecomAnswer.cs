using System.Diagnostics.CodeAnalysis;
using WecomPlatform.Wecom.Errors;

namespace WecomPlatform.Wecom.Api;

/// <summary>What WeCom answered to one request: a value or an error.</summary>
/// <typeparam name="T">The value.</typeparam>
public sealed class WecomAnswer<T>
    where T : class
{
    private WecomAnswer(T? value, WecomError? error)
    {
        Value = value;
        Error = error;
    }

    /// <summary>The value; null when WeCom refused or did not answer.</summary>
    public T? Value { get; }

    /// <summary>The error; null when there is a value.</summary>
    public WecomError? Error { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Value is not null;

    /// <summary>A value.</summary>
    internal static WecomAnswer<T> Of(T value) => new(value, null);

    /// <summary>An error.</summary>
    internal static WecomAnswer<T> Failed(WecomError error) => new(null, error);
}
