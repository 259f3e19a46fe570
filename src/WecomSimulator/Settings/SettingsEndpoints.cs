using WecomSimulator.Control;

namespace WecomSimulator.Settings;

internal static class SettingsEndpoints
{
    private const int MaxLatencyMs = 600_000;

    public static void MapSettings(this RouteGroupBuilder sim)
    {
        sim.MapGet("/settings", (World world) => world.Settings);
        sim.MapPut("/settings", PutAsync);
    }

    private static async Task<SimulatorSettings> PutAsync(HttpRequest request, World world)
    {
        var patch = await SimBody.ReadObjectAsync(request);
        lock (world.Gate)
        {
            var merged = SimBody.Merge(world.Settings, patch);
            Check(merged);
            world.Settings = merged;
            world.Changes.Raise();
            world.PushTimes.Raise();
            return merged;
        }
    }

    private static void Check(SimulatorSettings settings)
    {
        ReadOnlySpan<int> atLeastOne =
        [
            settings.ExpiresIn,
            settings.TicketsPerAppHour,
            settings.TicketsPerCorpHour,
            settings.CorpCallsPerMinute,
            settings.IpCallsPerMinute,
            settings.ConcurrencyLimit,
            settings.WrongSecretLimit,
            settings.ProviderIpCallsPerMinute,
            settings.SuiteTicketPeriodSeconds,
            settings.SuiteTicketExpiresIn,
            settings.PreAuthCodeExpiresIn,
            settings.AuthCodeExpiresIn,
            settings.LoginCodeExpiresIn,
            settings.CallbackTimeoutMs,
        ];
        foreach (var value in atLeastOne)
        {
            if (value < 1)
            {
                throw SimProblem.BadBody("every life, period, time-out and limit must be at least 1");
            }
        }

        if (settings.LatencyMs is < 0 or > MaxLatencyMs)
        {
            throw SimProblem.BadBody("latencyMs must be 0 to 600000");
        }
    }
}
