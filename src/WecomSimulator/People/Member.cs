using System.Text.Json.Serialization;

namespace WecomSimulator.People;

/// <summary>成员: somebody in a corp.</summary>
internal sealed record Member
{
    /// <summary>Given by the path, never by a body.</summary>
    [JsonIgnore]
    public string CorpId { get; init; } = "";

    [JsonIgnore]
    public string UserId { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>What providers may know a member by (wecom-api.md §6.3); null: WeCom leaves it out.</summary>
    public string? OpenUserId { get; init; }

    /// <summary>As WeCom writes it: 0 unknown, 1 male, 2 female.</summary>
    public string Gender { get; init; } = "0";

    public string? Avatar { get; init; }

    public string? Mobile { get; init; }

    public string? Email { get; init; }

    public string? BizMail { get; init; }

    public string? Address { get; init; }

    /// <summary>Whether apps' 可见范围 holds the member (§9, 50002).</summary>
    public bool Visible { get; init; } = true;
}
