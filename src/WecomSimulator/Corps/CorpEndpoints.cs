using System.Text;
using WecomSimulator.Control;

namespace WecomSimulator.Corps;

internal static class CorpEndpoints
{
    private const int MaxCorpIdBytes = 64;

    public static void MapCorps(this RouteGroupBuilder sim)
    {
        sim.MapGet("/corps", List);
        sim.MapPut("/corps/{corpId}", PutAsync);
        sim.MapDelete("/corps/{corpId}", Delete);
    }

    public static void CheckId(string corpId)
    {
        if (Encoding.UTF8.GetByteCount(corpId) > MaxCorpIdBytes)
        {
            throw new SimProblem(StatusCodes.Status400BadRequest, "corp_id_invalid", "a corpid has at most 64 bytes");
        }
    }

    private static object List(World world)
    {
        lock (world.Gate)
        {
            return new { corps = world.Corps.All.Select(CorpView.Of).ToList() };
        }
    }

    private static async Task<CorpView> PutAsync(string corpId, HttpRequest request, World world)
    {
        CheckId(corpId);
        var body = await SimBody.ReadAsync<CorpBody>(request);
        lock (world.Gate)
        {
            var corp = world.Corps.Put(corpId, body.Name);
            world.Changes.Raise();
            return CorpView.Of(corp);
        }
    }

    private static IResult Delete(string corpId, World world)
    {
        lock (world.Gate)
        {
            if (!world.Corps.Remove(corpId))
            {
                throw SimProblem.Unknown("corp_unknown", $"no corp '{corpId}'");
            }

            world.Authorizations.Forget(corpId);
            world.Credentials.Forget(corpId, agentId: null);
            world.Changes.Raise();
            return Results.NoContent();
        }
    }

    private sealed record CorpBody(string? Name = null);
}
