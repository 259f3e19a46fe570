using WecomSimulator.Control;

namespace WecomSimulator.Credentials;

internal static class CredentialEndpoints
{
    public static void MapCredentials(this RouteGroupBuilder sim)
    {
        sim.MapGet("/credentials", List);
        sim.MapPost("/revoke", RevokeAsync);
    }

    private static object List(World world)
    {
        lock (world.Gate)
        {
            var now = world.Now;
            var valid = world.Credentials.Valid(now).ToLookup(credential => credential.Owner.Kind, credential => View(credential, now));
            return new
            {
                accessTokens = valid[CredentialKind.AccessToken].ToList(),
                corpTickets = valid[CredentialKind.CorpTicket].ToList(),
                agentTickets = valid[CredentialKind.AgentTicket].ToList(),
            };
        }
    }

    private static object View(Credential credential, DateTimeOffset now) =>
        new
        {
            credential.Owner.CorpId,
            credential.Owner.AgentId,
            credential.Value,
            ExpiresIn = credential.ExpiresIn(now),
        };

    private static async Task<object> RevokeAsync(HttpRequest request, World world)
    {
        var body = await SimBody.ReadAsync<RevokeBody>(request);
        body.Check();
        lock (world.Gate)
        {
            List<Credential> matching = [.. world.Credentials.Valid(world.Now).Where(body.Matches)];
            foreach (var credential in matching)
            {
                credential.Revoked = true;
            }

            world.Changes.Raise();
            return new { revoked = matching.Count };
        }
    }
}
