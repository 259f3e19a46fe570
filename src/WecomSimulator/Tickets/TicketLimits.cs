using WecomSimulator.Corps;
using WecomSimulator.Credentials;
using WecomSimulator.Limits;

namespace WecomSimulator.Tickets;

/// <summary>How often tickets may be fetched in an hour: by one app and by one corp (wecom-api.md §2, §3, §11).</summary>
internal static class TicketLimits
{
    public static bool TryTake(World world, Agent app, CredentialKind kind, DateTimeOffset at)
    {
        var (limits, settings) = (world.Limits, world.Settings);
        if (!settings.Limits)
        {
            return true;
        }

        var appKey = settings.SharedTicketLimit ? $"{app.CorpId}/{app.AgentId}" : $"{app.CorpId}/{app.AgentId} {kind}";
        if (
            !limits.Allows(LimitRule.AppTickets, appKey, settings.TicketsPerAppHour, at)
            || !limits.Allows(LimitRule.CorpTickets, app.CorpId, settings.TicketsPerCorpHour, at)
        )
        {
            return false;
        }

        limits.Count(LimitRule.AppTickets, appKey, at);
        limits.Count(LimitRule.CorpTickets, app.CorpId, at);
        return true;
    }
}
