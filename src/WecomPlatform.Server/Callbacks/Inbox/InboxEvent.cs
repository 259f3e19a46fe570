using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Secrets;

namespace WecomPlatform.Server.Callbacks.Inbox;

/// <summary>An event that was answered <c>success</c> and is to be worked on.</summary>
/// <param name="Id">Its place in the inbox.</param>
/// <param name="Tenant">Whose callback it came by.</param>
/// <param name="InfoType">What it is about (wecom-api.md §7.5).</param>
/// <param name="Suite">The suite it is for.</param>
/// <param name="Corp">The authorizing corp.</param>
/// <param name="AuthCode">The auth code that came with it; good for one exchange.</param>
/// <param name="State">The state that an installation was begun with.</param>
/// <param name="At">When WeCom says that it happened.</param>
internal sealed record InboxEvent(
    long Id,
    TenantId Tenant,
    string InfoType,
    SuiteId? Suite,
    CorpId? Corp,
    Secret? AuthCode,
    string? State,
    DateTimeOffset At
);
