using System.Text.Json.Nodes;
using WecomPlatform.Credentials.Ids;

namespace WecomPlatform.Server.Forwarding;

/// <summary>Tells a tenant's webhook what the platform did.</summary>
internal interface ITenantNotices
{
    /// <summary>Puts a notice into the tenant's outbox; it is durable on return. A tenant without a webhook gets none.</summary>
    /// <param name="tenant">Whom to tell.</param>
    /// <param name="type">What happened, e.g. <c>authorization.created</c>.</param>
    /// <param name="corp">The corp it is about; notices about one corp arrive in order.</param>
    /// <param name="data">The particulars: never a credential, an auth code or a permanent code.</param>
    /// <param name="ct">Cancels the wait for the database.</param>
    Task SendAsync(TenantId tenant, string type, CorpId? corp, JsonObject data, CancellationToken ct);
}
