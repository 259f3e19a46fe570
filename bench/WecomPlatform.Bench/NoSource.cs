using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Source;

namespace WecomPlatform.Bench;

/// <summary>No WeCom: nothing needs to be fetched.</summary>
internal sealed class NoSource : ICredentialSource
{
    public ValueTask<PlannedFetch?> PlanAsync(CredentialKey key, CancellationToken ct) => throw new NotSupportedException();
}
