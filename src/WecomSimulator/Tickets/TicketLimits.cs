using WecomSimulator.Corps;
using WecomSimulator.Credentials;
using WecomSimulator.Limits;
using WecomSimulator.Suites;

namespace WecomSimulator.Tickets;

/// <summary>How often tickets may be fetched in an hour: by one app and by one corp (wecom-api.md §2, §3, §11).</summary>
internal static class TicketLimits
{
    public static bool TryTake(World world, Agent app, CredentialKind kind, DateTimeOffset at)
    {
        var appKey = world.Settings.SharedTicketLimit ? $"{app.CorpId}/{app.AgentId}" : $"{app.CorpId}/{app.AgentId} {kind}";
        return TryTake(world, appKey, app.CorpId, at);
    }

    /// <summary>A guess: nothing is documented for a login suite's ticket, so it is limited as an app's.</summary>
    public static bool TryTake(World world, Suite suite, DateTimeOffset at) => TryTake(world, suite.Id, corpId: null, at);

    private static bool TryTake(World world, string appKey, string? corpId, DateTimeOffset at)
    {
        var (limits, settings) = (world.Limits, world.Settings);
        if (!settings.Limits)
        {
            return true;
        }

        if (
            !limits.Allows(LimitRule.AppTickets, appKey, settings.TicketsPerAppHour, at)
            || corpId is not null && !limits.Allows(LimitRule.CorpTickets, corpId, settings.TicketsPerCorpHour, at)
        )
        {
            return false;
        }

        limits.Count(LimitRule.AppTickets, appKey, at);
        if (corpId is not null)
        {
            limits.Count(LimitRule.CorpTickets, corpId, at);
        }

        return true;
    }
}
