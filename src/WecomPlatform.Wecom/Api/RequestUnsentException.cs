namespace WecomPlatform.Wecom.Api;

/// <summary>The deadline came before a request was sent.</summary>
public sealed class RequestUnsentException : OperationCanceledException
{
    /// <summary>Says so.</summary>
    public RequestUnsentException(string message, Exception inner, CancellationToken ct)
        : base(message, inner, ct) { }

    /// <summary>Says so.</summary>
    public RequestUnsentException() { }

    /// <summary>Says so.</summary>
    public RequestUnsentException(string message)
        : base(message) { }

    /// <summary>Says so.</summary>
    public RequestUnsentException(string message, Exception inner)
        : base(message, inner) { }
}
