using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Secrets;

namespace WecomPlatform.Postgres.Forwarding;

/// <summary>Where a tenant is told of events.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Url">Where messages are posted.</param>
/// <param name="Format">How.</param>
/// <param name="Secret">What each message is signed with.</param>
/// <param name="Token">The Token of encrypted messages.</param>
/// <param name="EncodingAesKey">The EncodingAESKey of encrypted messages.</param>
public sealed record WebhookRecord(TenantId Tenant, Uri Url, WebhookFormat Format, Secret Secret, Secret? Token, Secret? EncodingAesKey);
