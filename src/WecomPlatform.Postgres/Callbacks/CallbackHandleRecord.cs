using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Secrets;

namespace WecomPlatform.Postgres.Callbacks;

/// <summary>A callback handle as stored.</summary>
/// <param name="Handle">The part of the URL that names it; cannot be guessed.</param>
/// <param name="Tenant">Whose.</param>
/// <param name="Binding">What it is for.</param>
/// <param name="Token">The Token that WeCom signs with.</param>
/// <param name="EncodingAesKey">The EncodingAESKey that WeCom encrypts with.</param>
/// <param name="CreatedAt">When it was issued.</param>
public sealed record CallbackHandleRecord(
    string Handle,
    TenantId Tenant,
    CallbackBinding Binding,
    Secret Token,
    Secret EncodingAesKey,
    DateTimeOffset CreatedAt
)
{
    /// <summary>The corpid of the provider whose suite it is for, or of the tenant's provider; null when unknown.</summary>
    public CorpId? ProviderCorp { get; init; }
}
