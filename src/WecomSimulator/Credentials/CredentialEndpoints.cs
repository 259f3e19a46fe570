using WecomSimulator.Control;

namespace WecomSimulator.Credentials;

internal static class CredentialEndpoints
{
    private const int HistorySize = 100_000;

    public static void MapCredentials(this RouteGroupBuilder sim)
    {
        sim.MapGet("/credentials", List);
        sim.MapGet("/credentials/history", History);
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
                suiteTickets = valid[CredentialKind.SuiteTicket].ToList(),
                suiteTokens = valid[CredentialKind.SuiteToken].ToList(),
                providerTokens = valid[CredentialKind.ProviderToken].ToList(),
                loginTickets = valid[CredentialKind.LoginTicket].ToList(),
                preAuthCodes = valid[CredentialKind.PreAuthCode].ToList(),
                authCodes = valid[CredentialKind.AuthCode].ToList(),
            };
        }
    }

    // All that is still remembered, dead or alive, oldest first; for a test that judges afterwards what was signed when.
    private static List<object> History(World world)
    {
        lock (world.Gate)
        {
            return
            [
                .. world
                    .Credentials.All.TakeLast(HistorySize)
                    .Select(credential => new
                    {
                        credential.Owner.Kind,
                        credential.Owner.CorpId,
                        credential.Owner.AgentId,
                        credential.Owner.SuiteId,
                        credential.Value,
                        credential.IssuedAt,
                        credential.ExpiresAt,
                        credential.RevokedAt,
                    }),
            ];
        }
    }

    private static object View(Credential credential, DateTimeOffset now) =>
        new
        {
            credential.Owner.CorpId,
            credential.Owner.AgentId,
            credential.Owner.SuiteId,
            credential.Value,
            ExpiresIn = credential.ExpiresIn(now),
        };

    private static async Task<object> RevokeAsync(HttpRequest request, World world)
    {
        var body = await SimBody.ReadAsync<RevokeBody>(request);
        body.Check();
        lock (world.Gate)
        {
            var now = world.Now;
            List<Credential> matching = [.. world.Credentials.Valid(now).Where(body.Matches)];
            foreach (var credential in matching)
            {
                credential.RevokedAt = now;
            }

            world.Changes.Raise();
            return new { revoked = matching.Count };
        }
    }
}
