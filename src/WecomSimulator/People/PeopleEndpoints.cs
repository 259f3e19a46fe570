using WecomSimulator.Control;
using WecomSimulator.Corps;

namespace WecomSimulator.People;

internal static class PeopleEndpoints
{
    public static void MapPeople(this RouteGroupBuilder sim)
    {
        sim.MapGet("/people", List);
        sim.MapPut("/corps/{corpId}/members/{userId}", PutMemberAsync);
        sim.MapPut("/outsiders/{openId}", PutOutsiderAsync);
        sim.MapPut("/juzi/members/{uid}", PutJuziMemberAsync);
    }

    private static PeopleView List(World world)
    {
        lock (world.Gate)
        {
            return PeopleView.Of(world.People);
        }
    }

    /// <summary>Makes a member, and the corp where there is none, or changes the named fields.</summary>
    private static async Task<Member> PutMemberAsync(string corpId, string userId, HttpRequest request, World world)
    {
        CorpEndpoints.CheckId(corpId);
        var patch = await SimBody.ReadObjectAsync(request);
        lock (world.Gate)
        {
            var member = SimBody.Merge(world.People.FindMember(corpId, userId) ?? new Member(), patch) with
            {
                CorpId = corpId,
                UserId = userId,
            };
            world.Corps.Put(corpId, name: null);
            world.People.Put(member);
            world.Changes.Raise();
            return member;
        }
    }

    private static async Task<Outsider> PutOutsiderAsync(string openId, HttpRequest request, World world)
    {
        var patch = await SimBody.ReadObjectAsync(request);
        lock (world.Gate)
        {
            var outsider = SimBody.Merge(world.People.FindOutsider(openId) ?? new Outsider(), patch) with { OpenId = openId };
            world.People.Put(outsider);
            world.Changes.Raise();
            return outsider;
        }
    }

    private static async Task<JuziMember> PutJuziMemberAsync(string uid, HttpRequest request, World world)
    {
        var member = await SimBody.ReadAsync<JuziMember>(request) with { Uid = uid };
        lock (world.Gate)
        {
            world.People.Put(member);
            world.Changes.Raise();
            return member;
        }
    }
}
