using System.Diagnostics;
using WecomPlatform.Testing.Http;

namespace WecomPlatform.SystemTests.Support;

/// <summary>One answer under load.</summary>
/// <param name="Node">Whose.</param>
/// <param name="Sent">When it was asked, in monotonic ticks.</param>
/// <param name="Received">When it was there.</param>
/// <param name="Answer">What it was.</param>
public sealed record SignedPage(int Node, long Sent, long Received, HttpAnswer Answer)
{
    public TimeSpan Took => Stopwatch.GetElapsedTime(Sent, Received);
}
