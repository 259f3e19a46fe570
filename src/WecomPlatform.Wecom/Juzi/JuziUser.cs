namespace WecomPlatform.Wecom.Juzi;

/// <summary>Who came, as Juzi tells it: a person who works in the chats of a hosted account (托管账号), which several share.</summary>
/// <param name="Uid">The person: a member at Juzi.</param>
/// <param name="OrgId">The person's organization at Juzi.</param>
/// <param name="Email">The person's e-mail address, as Juzi has it; null when it has none.</param>
/// <param name="CorpId">The hosted account's corp.</param>
/// <param name="UserId">The hosted account's userid.</param>
/// <param name="BotId">The hosted account.</param>
public sealed record JuziUser(string Uid, string OrgId, string? Email, string CorpId, string UserId, string BotId);
