namespace WecomPlatform.SystemTests.Chaos;

/// <summary>Which credential, by the platform's name of its kind.</summary>
public readonly record struct CredentialId(string Kind, string CorpId, int AgentId)
{
    public override string ToString() => $"{Kind} of {CorpId}/{AgentId}";
}
