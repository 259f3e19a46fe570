using WecomSimulator.Control;

namespace WecomSimulator.Suites;

internal static class SuiteEndpoints
{
    public static void MapSuites(this RouteGroupBuilder sim)
    {
        sim.MapGet("/suites", List);
        sim.MapPut("/suites/{suiteId}", PutAsync);
        sim.MapDelete("/suites/{suiteId}", Delete);
    }

    /// <summary>The suite, or 404. Called with the world locked.</summary>
    public static Suite Find(World world, string suiteId) =>
        world.Suites.Find(suiteId) ?? throw SimProblem.Unknown("suite_unknown", $"no suite '{suiteId}'");

    private static object List(World world)
    {
        lock (world.Gate)
        {
            return new { suites = world.Suites.All.Select(SuiteView.Of).ToList() };
        }
    }

    private static async Task<SuiteView> PutAsync(string suiteId, HttpRequest request, World world)
    {
        var patch = await SimBody.ReadObjectAsync(request);
        lock (world.Gate)
        {
            var suite = SuiteInput.Apply(world, suiteId, world.Suites.Find(suiteId), patch);
            world.Suites.Put(suite);
            world.Changes.Raise();
            world.PushTimes.Raise();
            return SuiteView.Of(suite);
        }
    }

    private static IResult Delete(string suiteId, World world)
    {
        lock (world.Gate)
        {
            var suite = Find(world, suiteId);
            world.Suites.Remove(suite.Id);
            foreach (var authorization in world.Authorizations.ForgetSuite(suite.Id))
            {
                world.Corps.Find(authorization.CorpId)?.Agents.Remove(authorization.AgentId);
            }

            world.Credentials.ForgetSuite(suite.Id);
            world.Changes.Raise();
            world.PushTimes.Raise();
            return Results.NoContent();
        }
    }
}
