using WecomPlatform.Credentials.Ids;

namespace WecomPlatform.Postgres.Registry;

/// <summary>A corp's authorization of a suite as stored, without its codes.</summary>
/// <param name="Corp">The corp.</param>
/// <param name="CorpName">Its name, for people.</param>
/// <param name="Life">Which installation, counted upwards: what is learned of one says nothing of a later one.</param>
/// <param name="State">How it stands.</param>
/// <param name="EventAt">WeCom's time of the newest event taken in.</param>
/// <param name="Agent">The app that the suite became in the corp; null while it is not known.</param>
/// <param name="IsClosed">Whether the corp has disabled the app.</param>
/// <param name="IsResetting">Whether a new permanent code waits to be taken by gettoken.</param>
/// <param name="HasToken">Whether an access_token was had in this life.</param>
/// <param name="IsSetUp">Whether the app, or its suite, has trusted domains, or the app has a callback handle.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record AuthorizationRecord(
    CorpId Corp,
    string CorpName,
    long Life,
    AuthorizationState State,
    DateTimeOffset EventAt,
    AgentId? Agent,
    bool IsClosed,
    bool IsResetting,
    bool HasToken,
    bool IsSetUp,
    DateTimeOffset UpdatedAt
);
