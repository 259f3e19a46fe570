using WecomPlatform.Credentials.Secrets;

namespace WecomPlatform.Postgres.Registry;

/// <summary>A secret as it was stored.</summary>
/// <param name="Secret">The secret.</param>
/// <param name="IsProven">Whether WeCom has taken it.</param>
/// <param name="EgressProxy">The proxy that calls with it leave by; null for the node's own.</param>
public sealed record StoredSecret(Secret Secret, bool IsProven, Uri? EgressProxy);
