namespace WecomPlatform.SystemTests.Chaos;

/// <summary>What one page got.</summary>
/// <param name="Node">From which node.</param>
/// <param name="App">For which of the apps.</param>
/// <param name="Sent">When it asked.</param>
/// <param name="Received">When the answer was there.</param>
/// <param name="Status">The HTTP status; 0 when the connection broke.</param>
/// <param name="Text">The body, or the exception's message.</param>
public sealed record ChaosAnswer(int Node, int App, DateTimeOffset Sent, DateTimeOffset Received, int Status, string Text)
{
    public bool IsSuccess => Status == 200;

    public override string ToString() =>
        $"node {Node}, app {App}, {Sent:HH:mm:ss.fff}-{Received:HH:mm:ss.fff}, {Status} {(Text.Length > 200 ? Text[..200] : Text)}";
}
