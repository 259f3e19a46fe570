using WecomSimulator.Limits;

namespace WecomSimulator.Cgi;

/// <summary>The limits that hold for every path (wecom-api.md §11): so many calls a minute per corp and per IP.</summary>
internal static class RateLimits
{
    public static bool Allow(World world, CgiCall call)
    {
        if (!world.Settings.Limits)
        {
            return true;
        }

        var (limits, settings) = (world.Limits, world.Settings);
        // A provider's calls have an allowance of their own.
        var (ipKey, ipLimit) = call.Caller.SuiteId is null
            ? ($"{call.Ip} {call.Path}", settings.IpCallsPerMinute)
            : ($"{call.Ip} {call.Path} provider", settings.ProviderIpCallsPerMinute);
        var corpKey = call.Caller.CorpId is { } corpId ? $"{corpId} {call.Path}" : null;
        if (
            !limits.Allows(LimitRule.IpCalls, ipKey, ipLimit, call.At)
            || corpKey is not null && !limits.Allows(LimitRule.CorpCalls, corpKey, settings.CorpCallsPerMinute, call.At)
        )
        {
            return false;
        }

        limits.Count(LimitRule.IpCalls, ipKey, call.At);
        if (corpKey is not null)
        {
            limits.Count(LimitRule.CorpCalls, corpKey, call.At);
        }

        return true;
    }
}
