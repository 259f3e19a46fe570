using WecomPlatform.Credentials.Secrets;

namespace WecomPlatform.Credentials.Source;

/// <summary>What a fetch needs to know of an app.</summary>
/// <param name="Secret">The app's secret.</param>
/// <param name="IsProven">Whether WeCom has taken this very secret before.</param>
/// <param name="EgressProxy">The proxy that its calls leave by; null for the corp's or the node's own.</param>
public sealed record AppAccount(Secret Secret, bool IsProven, Uri? EgressProxy);
