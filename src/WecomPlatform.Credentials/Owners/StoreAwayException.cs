namespace WecomPlatform.Credentials.Owners;

/// <summary>The database was not asked: it did not answer a moment ago, and somebody else looks whether it is back.</summary>
public sealed class StoreAwayException : Exception
{
    /// <summary>Says so.</summary>
    public StoreAwayException()
        : this("The database did not answer a moment ago.") { }

    /// <inheritdoc cref="Exception(string)" />
    public StoreAwayException(string message)
        : base(message) { }

    /// <inheritdoc cref="Exception(string, Exception)" />
    public StoreAwayException(string message, Exception innerException)
        : base(message, innerException) { }
}
