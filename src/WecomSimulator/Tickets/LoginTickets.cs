using System.Text.Json.Nodes;
using WecomSimulator.Cgi;
using WecomSimulator.Credentials;
using WecomSimulator.Service;
using WecomSimulator.Suites;

namespace WecomSimulator.Tickets;

/// <summary>Gives out login suites' tickets, wherever the settings say that this is done (wecom-api.md §4).</summary>
internal static class LoginTickets
{
    public static bool IsAsked(World world, CgiCall call, LoginTicketEndpoint here) =>
        world.Settings.LoginTicketEndpoint == here && call["suite_access_token"] is not null && call["access_token"] is null;

    public static CgiAnswer Answer(World world, CgiCall call)
    {
        var errcode = SuiteTokens.Check(world, call, out var suite);
        if (suite is null)
        {
            return CgiAnswer.Error(errcode);
        }

        if (suite.Kind != SuiteKind.Login)
        {
            return CgiAnswer.Error(ErrCode.ApiNotAllowed);
        }

        if (!TicketLimits.TryTake(world, suite, call.At))
        {
            return CgiAnswer.Error(ErrCode.TooManyCalls);
        }

        var owner = CredentialOwnerKey.OfSuite(CredentialKind.LoginTicket, suite.Id);
        var ticket = world.Credentials.Fetch(owner, world.Settings, call.At, out _);
        world.Changes.Raise();
        return CgiAnswer.Ok(new JsonObject { ["ticket"] = ticket.Value, ["expires_in"] = ticket.ExpiresIn(call.At) });
    }
}
