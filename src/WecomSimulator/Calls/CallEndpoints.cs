namespace WecomSimulator.Calls;

internal static class CallEndpoints
{
    public static void MapCalls(this RouteGroupBuilder sim)
    {
        sim.MapGet("/calls", Counts);
        sim.MapGet("/calls/log", Log);
        sim.MapDelete("/calls", Clear);
    }

    private static Dictionary<string, CallCount> Counts(World world)
    {
        lock (world.Gate)
        {
            return world.Calls.Counts();
        }
    }

    private static List<CallRecord> Log(World world, long since = 0)
    {
        lock (world.Gate)
        {
            return world.Calls.Log(since);
        }
    }

    private static IResult Clear(World world)
    {
        lock (world.Gate)
        {
            world.Calls.Clear();
            return Results.NoContent();
        }
    }
}
