using WecomPlatform.Credentials.Secrets;

namespace WecomPlatform.Postgres.Registry;

/// <summary>The permanent codes of one life of an authorization.</summary>
/// <param name="Life">Which life.</param>
/// <param name="State">How it stands.</param>
/// <param name="EventAt">WeCom's time of the newest event taken in.</param>
/// <param name="Code">The permanent code; null when the authorization was cancelled.</param>
/// <param name="NextCode">The one that is to take its place once gettoken has taken it.</param>
/// <param name="EgressProxy">The proxy that calls leave by; null for the node's own.</param>
public sealed record AuthorizationCodes(
    long Life,
    AuthorizationState State,
    DateTimeOffset EventAt,
    Secret? Code,
    Secret? NextCode,
    Uri? EgressProxy
);
