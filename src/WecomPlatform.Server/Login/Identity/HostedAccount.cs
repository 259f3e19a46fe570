namespace WecomPlatform.Server.Login.Identity;

/// <summary>Juzi's hosted account (托管账号).</summary>
internal sealed record HostedAccount(string CorpId, string UserId, string BotId);
