using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Signing;
using WecomPlatform.Postgres.Registry;

namespace WecomPlatform.Server.Signing;

/// <summary>A request for signatures, read and found to be well formed. Whether the ids exist is not known yet.</summary>
/// <param name="Key">Whose request it is.</param>
/// <param name="Corp">The corp; null when the request names only a login suite.</param>
/// <param name="Agent">The app; null when the request names only the corp.</param>
/// <param name="Suite">The suite; null when the request names none.</param>
/// <param name="Url">The page's url.</param>
/// <param name="Identities">Whose signatures are wanted; Default for whatever fits the ids.</param>
/// <param name="OriginHost">The host of the browser page that asks, when a browser said so.</param>
internal sealed record SignCall(
    ApiKeyRecord Key,
    CorpId? Corp,
    AgentId? Agent,
    SuiteId? Suite,
    PageUrl Url,
    SignIdentities Identities,
    string? OriginHost
)
{
    /// <summary>Whether what signs the other call signs this one too: nothing differs but what follows the url's host.</summary>
    public bool IsAlike(SignCall other) =>
        ReferenceEquals(Key, other.Key)
        && Corp == other.Corp
        && Agent == other.Agent
        && Suite == other.Suite
        && Identities == other.Identities
        && OriginHost == other.OriginHost
        && Url.Warnings == other.Url.Warnings
        && Url.Host.SequenceEqual(other.Url.Host);
}
