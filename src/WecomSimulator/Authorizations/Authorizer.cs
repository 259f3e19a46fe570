using System.Text.Json.Nodes;
using WecomSimulator.Control;
using WecomSimulator.Corps;
using WecomSimulator.Credentials;
using WecomSimulator.Suites;

namespace WecomSimulator.Authorizations;

/// <summary>Does what corps do with suites. Every method is called with the world locked; the event is left to the caller to send.</summary>
internal static class Authorizer
{
    private const long FirstAgentId = 1_000_001;

    /// <summary>
    /// Installs the suite: a new app and an auth_code for the provider. A corp that has it already gets another code for the app it has;
    /// what WeCom does then is not documented.
    /// </summary>
    public static Credential Create(World world, Suite suite, string corpId, string? state)
    {
        if (suite.Kind == SuiteKind.Login)
        {
            throw SimProblem.Conflict("suite_not_installable", "a login suite is not installed");
        }

        var corp = world.Corps.Put(corpId, name: null);
        var authorization = world.Authorizations.Active(suite.Id, corpId);
        if (authorization is null)
        {
            authorization = new Authorization
            {
                SuiteId = suite.Id,
                CorpId = corpId,
                AgentId = NextAgentId(world, corp),
            };
            world.Authorizations.Add(authorization);
            corp.Agents[authorization.AgentId] = new Agent
            {
                CorpId = corpId,
                AgentId = authorization.AgentId,
                SuiteId = suite.Id,
                Name = suite.Name,
                Secret = "",
            };
        }

        authorization.State = state;
        return IssueAuthCode(world, authorization);
    }

    public static void Change(World world, Authorization authorization, bool? enabled)
    {
        var agents = world.Corps.Find(authorization.CorpId)!.Agents;
        var app = agents[authorization.AgentId];
        agents[authorization.AgentId] = app with { Enabled = enabled ?? app.Enabled };
        world.Changes.Raise();
    }

    /// <summary>
    /// The app and its codes are gone. What becomes of its tokens is not documented (wecom-api.md §13.10): here they and its
    /// tickets die with it.
    /// </summary>
    public static void Cancel(World world, Authorization authorization)
    {
        var now = world.Now;
        authorization.CancelledAt = now;
        world.Corps.Find(authorization.CorpId)!.Agents.Remove(authorization.AgentId);
        foreach (var credential in world.Credentials.Valid(now))
        {
            if (credential.Owner.CorpId == authorization.CorpId && credential.Owner.AgentId == authorization.AgentId)
            {
                credential.RevokedAt = now;
            }
        }

        world.Changes.Raise();
    }

    /// <summary>The code whose exchange gives a new permanent code; until then, and until that one's first use, the old one holds.</summary>
    public static Credential Reset(World world, Authorization authorization)
    {
        var code = IssueAuthCode(world, authorization);
        authorization.ResetCode = code.Value;
        return code;
    }

    public static JsonObject CreateEvent(Credential authCode, string? state) =>
        new()
        {
            ["AuthCode"] = authCode.Value,
            ["InfoType"] = "create_auth",
            ["TimeStamp"] = authCode.IssuedAt.ToUnixTimeSeconds(),
            ["State"] = state ?? "",
        };

    private static Credential IssueAuthCode(World world, Authorization authorization)
    {
        var owner = new CredentialOwnerKey(CredentialKind.AuthCode, authorization.CorpId, authorization.AgentId, authorization.SuiteId);
        world.Changes.Raise();
        return world.Credentials.Issue(owner, world.Settings.AuthCodeExpiresIn, world.Now);
    }

    private static long NextAgentId(World world, Corp corp) =>
        Math.Max(Math.Max(FirstAgentId, corp.Agents.Keys.DefaultIfEmpty().Max()), world.Authorizations.LastAgentId(corp.Id)) + 1;
}
