namespace WecomSimulator.Limits;

/// <summary>What is limited and banned, for tests to see and to clear.</summary>
internal static class LimitEndpoints
{
    public static void MapLimits(this RouteGroupBuilder sim)
    {
        sim.MapGet("/limits", List);
        sim.MapDelete("/limits", Clear);
    }

    private static object List(World world)
    {
        lock (world.Gate)
        {
            var now = world.Now.ToUnixTimeMilliseconds();
            return new
            {
                refused = world.Limits.Refused.ToDictionary(StringComparer.Ordinal),
                counters = world
                    .Limits.Windows.Where(entry => !entry.Window.IsIdle(now, entry.Rule.Window))
                    .Select(entry => View(entry.Rule, entry.Key, entry.Window, now))
                    .ToList(),
            };
        }
    }

    private static object View(LimitRule rule, string key, SlidingWindow window, long now) =>
        new
        {
            rule = rule.Name,
            key,
            used = window.Count(now, rule.Window),
            blockedSeconds = Math.Max(0, window.BlockedUntil - now) / 1000,
        };

    private static IResult Clear(World world)
    {
        lock (world.Gate)
        {
            world.Limits.Clear();
            world.Changes.Raise();
            return Results.NoContent();
        }
    }
}
