using System.Text.Json.Nodes;
using WecomSimulator.Callbacks;
using WecomSimulator.Control;
using WecomSimulator.Corps;
using WecomSimulator.Credentials;
using WecomSimulator.Suites;

namespace WecomSimulator.Authorizations;

internal static class AuthorizationEndpoints
{
    public static void MapAuthorizations(this RouteGroupBuilder sim)
    {
        sim.MapGet("/authorizations", List);
        sim.MapPost("/authorize", AuthorizeAsync);
    }

    private static object List(World world)
    {
        lock (world.Gate)
        {
            return new { authorizations = world.Authorizations.All.Select(one => one with { }).ToList() };
        }
    }

    private static async Task<object> AuthorizeAsync(HttpRequest request, World world, CallbackSender sender)
    {
        var body = await SimBody.ReadAsync<AuthorizeBody>(request);
        CorpEndpoints.CheckId(body.CorpId);
        Suite suite;
        Authorization authorization;
        Credential? authCode;
        JsonObject fields;
        lock (world.Gate)
        {
            suite = SuiteEndpoints.Find(world, body.SuiteId);
            (authorization, authCode, fields) = Do(world, suite, body);
        }

        var delivery = body.Push ? await sender.CommandAsync(suite, fields, request.HttpContext.RequestAborted) : null;
        return new
        {
            body.SuiteId,
            body.CorpId,
            authorization.AgentId,
            AuthCode = authCode?.Value,
            delivery,
        };
    }

    private static (Authorization Authorization, Credential? AuthCode, JsonObject Event) Do(World world, Suite suite, AuthorizeBody body)
    {
        if (body.Action == AuthorizeAction.Create)
        {
            var created = Authorizer.Create(world, suite, body.CorpId, body.State);
            return (world.Authorizations.Active(suite.Id, body.CorpId)!, created, Authorizer.CreateEvent(created, body.State));
        }

        var authorization =
            world.Authorizations.Active(suite.Id, body.CorpId)
            ?? throw SimProblem.Unknown("authorization_unknown", $"'{body.CorpId}' has not authorized '{suite.Id}'");
        var fields = new JsonObject { ["TimeStamp"] = world.Now.ToUnixTimeSeconds() };
        switch (body.Action)
        {
            case AuthorizeAction.Change:
                Authorizer.Change(world, authorization, body.Enabled);
                fields["InfoType"] = "change_auth";
                fields["AuthCorpId"] = body.CorpId;
                fields["State"] = body.State ?? "";
                return (authorization, null, fields);
            case AuthorizeAction.Cancel:
                Authorizer.Cancel(world, authorization);
                fields["InfoType"] = "cancel_auth";
                fields["AuthCorpId"] = body.CorpId;
                return (authorization, null, fields);
            default:
                if (suite.Kind != SuiteKind.Template)
                {
                    throw SimProblem.Conflict("suite_not_template", "only a customised app's secret is reset");
                }

                var code = Authorizer.Reset(world, authorization);
                fields["InfoType"] = "reset_permanent_code";
                fields["AuthCode"] = code.Value;
                return (authorization, code, fields);
        }
    }
}
