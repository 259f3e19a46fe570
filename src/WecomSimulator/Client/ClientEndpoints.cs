using WecomSimulator.Control;

namespace WecomSimulator.Client;

internal static class ClientEndpoints
{
    public static void MapClient(this RouteGroupBuilder sim) => sim.MapPost("/client/verify", VerifyAsync);

    private static async Task<object> VerifyAsync(HttpRequest request, World world)
    {
        var body = await SimBody.ReadAsync<VerifyBody>(request);
        body.Check();
        lock (world.Gate)
        {
            return ClientCheck.Refusal(world, body) is { } errMsg ? new { ok = false, errMsg } : new { ok = true };
        }
    }
}
