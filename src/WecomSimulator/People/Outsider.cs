using System.Text.Json.Serialization;

namespace WecomSimulator.People;

/// <summary>Somebody who is in none of the corps: a WeChat user (wecom-api.md §6.3, §6.5).</summary>
internal sealed record Outsider
{
    [JsonIgnore]
    public string OpenId { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>By what a corp knows its customer; null: it does not know this one.</summary>
    public string? ExternalUserId { get; init; }
}
