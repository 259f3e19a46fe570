using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Secrets;

namespace WecomPlatform.Postgres.Callbacks;

/// <summary>A command that a worker has claimed.</summary>
/// <param name="Id">Its place in the inbox.</param>
/// <param name="Fence">Proves the claim: whoever claims it later has a higher one.</param>
/// <param name="Attempts">How often it was tried before.</param>
/// <param name="Tenant">Whose.</param>
/// <param name="Type">InfoType.</param>
/// <param name="Suite">The suite.</param>
/// <param name="Corp">The corp.</param>
/// <param name="AuthCode">The auth code.</param>
/// <param name="State">The state that an installation was begun with.</param>
/// <param name="At">When WeCom says that it happened.</param>
public sealed record InboxItem(
    long Id,
    long Fence,
    int Attempts,
    TenantId Tenant,
    string Type,
    SuiteId? Suite,
    CorpId? Corp,
    Secret? AuthCode,
    string? State,
    DateTimeOffset At
);
