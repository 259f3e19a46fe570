namespace WecomPlatform.Tests.Model;

/// <summary>Visits every world that can be reached, nearest first, so that the way to a violation is a shortest one.</summary>
internal static class Explorer
{
    public static (int Worlds, IReadOnlyList<string>? CounterExample) Explore(Protocol protocol)
    {
        var from = new Dictionary<World, (World? Before, string What)> { [World.Start] = (null, "start") };
        var queue = new Queue<World>([World.Start]);
        while (queue.TryDequeue(out var world))
        {
            foreach (var (what, next) in protocol.Next(world))
            {
                if (!from.TryAdd(next, (world, what)))
                {
                    continue;
                }

                if (Violation(next) is { } violation)
                {
                    return (from.Count, [.. Way(from, next), violation]);
                }

                queue.Enqueue(next);
            }
        }

        return (from.Count, null);
    }

    private static string? Violation(World world)
    {
        var underWay = Count(world.A) + Count(world.B);
        return world.Violation
            ?? (
                world.Calls > world.Writes + underWay + world.Excuses
                    ? $"{world.Calls} calls for {world.Writes} values, {underWay} under way and {world.Excuses} excuses"
                : underWay > 1 + world.Excuses ? $"{underWay} calls at the same time"
                : null
            );

        static int Count(ModelNode node) => node.Step is ModelStep.Called or ModelStep.Answered ? 1 : 0;
    }

    private static IEnumerable<string> Way(Dictionary<World, (World? Before, string What)> from, World world)
    {
        var way = new Stack<string>();
        for (World? at = world; at is not null; at = from[at].Before)
        {
            way.Push(from[at].What);
        }

        return way;
    }
}
