namespace WecomPlatform.SystemTests.Chaos;

/// <summary>What one page got. A run of hours keeps millions of them, so of a success only what the checker needs.</summary>
/// <param name="Node">From which node.</param>
/// <param name="App">For which of the apps.</param>
/// <param name="Sent">When it asked.</param>
/// <param name="Received">When the answer was there.</param>
/// <param name="Status">The HTTP status; 0 when the connection broke.</param>
/// <param name="Text">A refusal's body, or the exception's message; null for a success.</param>
/// <param name="Corp">A success's signature for the corp.</param>
/// <param name="Agent">A success's signature for the app.</param>
public sealed record ChaosAnswer(
    int Node,
    int App,
    DateTimeOffset Sent,
    DateTimeOffset Received,
    int Status,
    string? Text,
    PageSignature? Corp = null,
    PageSignature? Agent = null
)
{
    public bool IsSuccess => Status == 200;

    public override string ToString() => $"node {Node}, app {App}, {Sent:HH:mm:ss.fff}-{Received:HH:mm:ss.fff}, {Status} {Shortened}";

    private string? Shortened => Text?.Length > 500 ? Text[..500] : Text;
}
