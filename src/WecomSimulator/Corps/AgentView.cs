namespace WecomSimulator.Corps;

/// <summary>An app as <c>/_sim</c> shows it and the state file keeps it. The secret is shown: this is a simulator.</summary>
internal sealed record AgentView(
    long AgentId,
    string Secret,
    string Name,
    IReadOnlyList<string> TrustedDomains,
    IReadOnlyList<string> TrustedIps,
    bool Enabled,
    string? SuiteId = null,
    IReadOnlyList<string>? RedirectDomains = null
)
{
    public static AgentView Of(Agent agent) =>
        new(
            agent.AgentId,
            agent.Secret,
            agent.Name,
            agent.TrustedDomains,
            agent.TrustedIps,
            agent.Enabled,
            agent.SuiteId,
            agent.RedirectDomains
        );

    public Agent ToAgent(string corpId) =>
        new()
        {
            CorpId = corpId,
            AgentId = AgentId,
            Secret = Secret,
            Name = Name,
            TrustedDomains = TrustedDomains,
            TrustedIps = TrustedIps,
            Enabled = Enabled,
            SuiteId = SuiteId,
            RedirectDomains = RedirectDomains,
        };
}
