using WecomSimulator.Control;

namespace WecomSimulator.Faults;

internal static class FaultEndpoints
{
    public static void MapFaults(this RouteGroupBuilder sim)
    {
        sim.MapGet("/faults", List);
        sim.MapPost("/faults", AddAsync);
        sim.MapDelete("/faults", Clear);
    }

    private static object List(World world)
    {
        lock (world.Gate)
        {
            return new { faults = world.Faults.All.Select(View).ToList() };
        }
    }

    private static async Task<object> AddAsync(HttpRequest request, World world)
    {
        var body = await SimBody.ReadAsync<FaultBody>(request);
        body.Check();
        lock (world.Gate)
        {
            var fault = new Fault(body);
            world.Faults.Add(fault);
            return View(fault);
        }
    }

    private static IResult Clear(World world)
    {
        lock (world.Gate)
        {
            world.Faults.Clear();
            return Results.NoContent();
        }
    }

    private static object View(Fault fault) =>
        new
        {
            fault.Body.Path,
            fault.Body.CorpId,
            fault.Body.SuiteId,
            fault.Body.Errcode,
            fault.Body.HttpStatus,
            fault.Body.DelayMs,
            fault.Body.Drop,
            Count = fault.Left,
            fault.Hits,
        };
}
