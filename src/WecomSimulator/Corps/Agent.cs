using System.Text.Json.Serialization;
using WecomSimulator.Credentials;

namespace WecomSimulator.Corps;

/// <summary>An app of a corp: self-built, or installed from a suite.</summary>
internal sealed record Agent
{
    /// <summary>Given by the path, never by a body.</summary>
    [JsonIgnore]
    public string CorpId { get; init; } = "";

    [JsonIgnore]
    public long AgentId { get; init; }

    /// <summary>The suite it was installed from; null: self-built. Then secret, domains and IPs are the suite's and its provider's business.</summary>
    [JsonIgnore]
    public string? SuiteId { get; init; }

    public required string Secret { get; init; }

    public string Name { get; init; } = "";

    /// <summary>可信域名: the JS-SDK works on pages of these hosts and of hosts below them (wecom-api.md §8).</summary>
    public IReadOnlyList<string> TrustedDomains { get; init; } = [];

    /// <summary>Hosts, with a port that is not the scheme's own, where logins come back to; null: the trusted domains (§6.2).</summary>
    public IReadOnlyList<string>? RedirectDomains { get; init; }

    /// <summary>企业可信IP: who may call; empty lets everybody (§9, 60020).</summary>
    public IReadOnlyList<string> TrustedIps { get; init; } = [];

    /// <summary>A disabled app's secret is answered 40001 (§1).</summary>
    public bool Enabled { get; init; } = true;

    public CredentialOwnerKey Owner(CredentialKind kind) => new(kind, CorpId, AgentId, SuiteId);

    public bool Lets(string ip) => TrustedIps.Count == 0 || TrustedIps.Contains(ip);
}
