using System.Text.Json.Nodes;
using WecomSimulator.Calls;
using WecomSimulator.Cgi;
using WecomSimulator.Credentials;
using WecomSimulator.Suites;

namespace WecomSimulator.Service;

/// <summary>POST /cgi-bin/service/get_suite_token (wecom-api.md §5.2).</summary>
internal sealed class GetSuiteToken : ICgiApi
{
    public string Path => "/cgi-bin/service/get_suite_token";

    public CallerId Identify(World world, CgiCall call)
    {
        var suiteId = call.Text("suite_id") ?? "";
        return new CallerId(null, null, Callers.Label(suiteId, call.Text("suite_secret") ?? ""), suiteId);
    }

    public CgiAnswer Answer(World world, CgiCall call)
    {
        var errcode = Check(world, call, out var suite);
        if (suite is null)
        {
            return CgiAnswer.Error(errcode);
        }

        var owner = CredentialOwnerKey.OfSuite(CredentialKind.SuiteToken, suite.Id);
        var token = world.Credentials.Fetch(owner, world.Settings, call.At, out _);
        world.Changes.Raise();
        return CgiAnswer.Ok(new JsonObject { ["suite_access_token"] = token.Value, ["expires_in"] = token.ExpiresIn(call.At) });
    }

    private static int Check(World world, CgiCall call, out Suite? suite)
    {
        suite = null;
        if (call.IsPost && call.Body is null)
        {
            return ErrCode.BodyNotJson;
        }

        if (call.Text("suite_id") is not { } suiteId)
        {
            // A GET's body is not read, and what is missing then was seen as 40083.
            return call.IsPost ? ErrCode.SuiteIdMissing : ErrCode.WrongSuiteId;
        }

        if (call.Text("suite_secret") is not { } secret)
        {
            return ErrCode.SuiteSecretMissing;
        }

        if (call.Text("suite_ticket") is not { } ticket)
        {
            return ErrCode.SuiteTicketMissing;
        }

        if (world.Suites.Find(suiteId) is not { } found)
        {
            return ErrCode.WrongSuiteId;
        }

        if (found.Secret != secret)
        {
            return ErrCode.WrongSuiteSecret;
        }

        if (!IsGood(world, found, ticket, call.At))
        {
            return ErrCode.WrongSuiteTicket;
        }

        if (!world.Suites.Lets(found, call.Ip))
        {
            return ErrCode.IpNotAllowed;
        }

        suite = found;
        return ErrCode.Ok;
    }

    /// <summary>A ticket lives half an hour and belongs to one suite (§5.1); two pushes may be missed, so older ones are good, too.</summary>
    private static bool IsGood(World world, Suite suite, string value, DateTimeOffset at)
    {
        var owner = CredentialOwnerKey.OfSuite(CredentialKind.SuiteTicket, suite.Id);
        return world.Credentials.Find(value) is { } ticket
            && ticket.Owner == owner
            && ticket.IsValid(at)
            && (!world.Settings.NewestSuiteTicketOnly || ticket == world.Credentials.Newest(owner));
    }
}
