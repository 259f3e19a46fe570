namespace WecomPlatform.Server.Signing;

/// <summary>A request for signatures as it came over the wire, not checked yet.</summary>
internal struct SignForm
{
    public string? CorpId { get; set; }
    public long? AgentId { get; set; }
    public string? SuiteId { get; set; }
    public string? Url { get; set; }

    /// <summary>Whose signatures are wanted; Default for whatever fits the ids.</summary>
    public SignIdentities Identities { get; private set; }

    /// <summary>Whether an identity was named that there is not.</summary>
    public bool HasUnknownIdentity { get; private set; }

    /// <summary>Asks for one more signature.</summary>
    public void Add(SignIdentities identity)
    {
        Identities |= identity;
        HasUnknownIdentity |= identity == SignIdentities.Default;
    }
}
