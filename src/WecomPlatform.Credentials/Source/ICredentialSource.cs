using WecomPlatform.Credentials.Keys;

namespace WecomPlatform.Credentials.Source;

/// <summary>Where credentials come from: WeCom.</summary>
public interface ICredentialSource
{
    /// <summary>Prepares an attempt.</summary>
    /// <returns>The attempt; null when the app is not registered (any more).</returns>
    ValueTask<PlannedFetch?> PlanAsync(CredentialKey key, CancellationToken ct);
}
