using System.Text.Json.Serialization;

namespace WecomSimulator.Suites;

/// <summary>服务商: a corp that makes suites.</summary>
internal sealed record Provider
{
    [JsonIgnore]
    public string CorpId { get; init; } = "";

    public required string Secret { get; init; }

    /// <summary>The console's IP白名单, for calls of the provider, its suites and their apps; empty lets everybody (wecom-api.md §9, 60020).</summary>
    public IReadOnlyList<string> TrustedIps { get; init; } = [];

    /// <summary>Hosts where logins on the provider's site come back to; null: everywhere.</summary>
    public IReadOnlyList<string>? RedirectDomains { get; init; }

    public bool Lets(string ip) => TrustedIps.Count == 0 || TrustedIps.Contains(ip);
}
