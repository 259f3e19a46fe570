using WecomSimulator.Control;

namespace WecomSimulator.Corps;

internal static class AgentEndpoints
{
    public static void MapAgents(this RouteGroupBuilder sim)
    {
        sim.MapPut("/corps/{corpId}/agents/{agentId}", PutAsync);
        sim.MapDelete("/corps/{corpId}/agents/{agentId}", Delete);
    }

    /// <summary>
    /// Creates an app, and its corp where there is none, or changes the named fields. Tokens already issued live on when the secret changes or the app is
    /// disabled: what WeCom does is not documented (wecom-api.md §13.10), and POST /_sim/revoke can kill them.
    /// </summary>
    private static async Task<AgentView> PutAsync(string corpId, string agentId, HttpRequest request, World world)
    {
        CorpEndpoints.CheckId(corpId);
        var number = AgentInput.ParseId(agentId);
        var patch = await SimBody.ReadObjectAsync(request);
        lock (world.Gate)
        {
            var corp = world.Corps.Find(corpId) ?? new Corp(corpId);
            RefuseOfSuite(corp, number);
            var agent = AgentInput.Apply(corp, number, corp.Agents.GetValueOrDefault(number), patch);
            world.Corps.Put(corpId, name: null).Agents[number] = agent;
            world.Changes.Raise();
            return AgentView.Of(agent);
        }
    }

    private static IResult Delete(string corpId, string agentId, World world)
    {
        var number = AgentInput.ParseId(agentId);
        lock (world.Gate)
        {
            var corp = world.Corps.Find(corpId);
            RefuseOfSuite(corp, number);
            if (corp?.Agents.Remove(number) is not true)
            {
                throw SimProblem.Unknown("agent_unknown", $"no agent {number} in corp '{corpId}'");
            }

            world.Credentials.Forget(corpId, number);
            world.Changes.Raise();
            return Results.NoContent();
        }
    }

    private static void RefuseOfSuite(Corp? corp, long agentId)
    {
        if (corp?.Agents.GetValueOrDefault(agentId)?.SuiteId is { } suiteId)
        {
            throw SimProblem.Conflict("agent_of_suite", $"this app belongs to suite '{suiteId}': POST /_sim/authorize changes it");
        }
    }
}
