namespace WecomPlatform.Credentials.Source;

/// <summary>An attempt's turn; disposing of it, once or more often, lets the next one have it.</summary>
/// <param name="place">What is given back.</param>
public sealed class Turn(IDisposable? place) : IDisposable
{
    /// <summary>The turn of attempts that do not wait for each other.</summary>
    public static Turn Free { get; } = new(null);

    /// <inheritdoc />
    public void Dispose() => place?.Dispose();
}
