namespace WecomPlatform.Credentials.Policy;

/// <summary>What to do with a credential now.</summary>
/// <param name="Phase">Where it stands in its life.</param>
/// <param name="Serve">Whether the value at hand may be given to the caller (if need be after waiting).</param>
/// <param name="Refresh">Whether to refresh, and whether the caller waits.</param>
public readonly record struct CredentialDecision(CredentialPhase Phase, bool Serve, RefreshWait Refresh);
