using System.Text.Json.Serialization;

namespace WecomSimulator.Suites;

/// <summary>A provider's app that other corps install.</summary>
internal sealed record Suite
{
    /// <summary>Given by the path, never by a body.</summary>
    [JsonIgnore]
    public string Id { get; init; } = "";

    /// <summary>When it was made: the first suite_ticket is pushed a period later.</summary>
    [JsonIgnore]
    public DateTimeOffset Since { get; init; }

    public required string Secret { get; init; }

    public string Name { get; init; } = "";

    public SuiteKind Kind { get; init; }

    public required string ProviderCorpId { get; init; }

    /// <summary>Token and EncodingAESKey of both callbacks (wecom-api.md §7.3).</summary>
    public string? Token { get; init; }

    public string? EncodingAesKey { get; init; }

    /// <summary>指令回调URL; null: nothing is pushed.</summary>
    public string? CommandUrl { get; init; }

    /// <summary>数据回调URL; <c>$CORPID$</c> in it becomes the corp's id (§7.4).</summary>
    public string? DataUrl { get; init; }

    /// <summary>可信域名 of all its apps.</summary>
    public IReadOnlyList<string> TrustedDomains { get; init; } = [];

    /// <summary>Hosts, with a port that is not the scheme's own, where logins come back to; null: the trusted domains (wecom-api.md §6.2).</summary>
    public IReadOnlyList<string>? RedirectDomains { get; init; }

    /// <summary>Host, with a port that is not the scheme's own, where installs come back to; null: everywhere.</summary>
    public string? InstallDomain { get; init; }

    /// <summary>An unpublished suite is installed with auth_type 1 only (§5.4).</summary>
    public bool Published { get; init; } = true;
}
