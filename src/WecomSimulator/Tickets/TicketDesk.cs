using System.Text.Json.Nodes;
using WecomSimulator.Cgi;
using WecomSimulator.Corps;
using WecomSimulator.Credentials;

namespace WecomSimulator.Tickets;

/// <summary>Gives out both kinds of ticket.</summary>
internal static class TicketDesk
{
    public static CgiAnswer Answer(World world, CgiCall call, Agent app, CredentialKind kind)
    {
        if (!TicketLimits.TryTake(world, app, kind, call.At))
        {
            return CgiAnswer.Error(ErrCode.TooManyCalls);
        }

        var ticket = world.Credentials.Fetch(app.Owner(kind), world.Settings, call.At, out _);
        world.Changes.Raise();
        return CgiAnswer.Ok(new JsonObject { ["ticket"] = ticket.Value, ["expires_in"] = ticket.ExpiresIn(call.At) });
    }
}
