using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Signing;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Signing;

/// <summary>
/// The tickets that sign a call, or why there are none. Whoever writes the answer signs while writing: a signature is made where it
/// goes, and nothing is copied.
/// </summary>
/// <param name="Problem">Why it is not signed; null when it is.</param>
/// <param name="Call">The call; null when its form was wrong.</param>
/// <param name="Agent">The app that signs, as it is echoed.</param>
/// <param name="Corp">The corp's ticket; null when its signature is not wanted.</param>
/// <param name="App">The app's ticket; null when its signature is not wanted.</param>
/// <param name="Login">The login suite's ticket; null when its signature is not wanted.</param>
/// <param name="Timestamp">The time of the signatures, in Unix seconds.</param>
internal readonly record struct SignAnswer(
    ApiProblem? Problem,
    SignCall? Call,
    AgentId? Agent = null,
    Secret? Corp = null,
    Secret? App = null,
    Secret? Login = null,
    long Timestamp = 0
)
{
    public static SignAnswer Refuse(ApiProblem problem) => new(problem, null);

    /// <summary>The url that is signed.</summary>
    public PageUrl Url => Call!.Url;

    /// <summary>Signs with one of the tickets.</summary>
    public JsSdkSignature Sign(Secret ticket) => JsSdkSigner.Sign(ticket, Call!.Url.Text, Timestamp);
}
