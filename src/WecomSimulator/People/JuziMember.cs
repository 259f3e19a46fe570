using System.Text.Json.Serialization;

namespace WecomSimulator.People;

/// <summary>A member of an organization at Juzi (句子秒回), at work in the chat of a hosted account (托管账号).</summary>
internal sealed record JuziMember
{
    [JsonIgnore]
    public string Uid { get; init; } = "";

    public string Email { get; init; } = "";

    public required string OrgId { get; init; }

    /// <summary>The hosted account's corp, user and bot.</summary>
    public required string CorpId { get; init; }

    public required string UserId { get; init; }

    public required string BotId { get; init; }
}
