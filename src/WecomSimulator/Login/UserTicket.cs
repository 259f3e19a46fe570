namespace WecomSimulator.Login;

/// <summary>What a member's details are read with (wecom-api.md §6.4, §6.5).</summary>
internal sealed record UserTicket(LoginCode Code, DateTimeOffset ExpiresAt);
