using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Signing;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Signing;

/// <summary>Checks the form of a request for signatures, the same for every protocol.</summary>
internal static class SignCallReader
{
    /// <summary>Turns what came over the wire into a call.</summary>
    /// <returns>The call, or what is wrong with the request.</returns>
    public static (SignCall? Call, ApiProblem? Problem) Read(
        ApiKeyRecord key,
        SignBody body,
        string? originHost,
        Func<string, ApiProblem> invalid
    )
    {
        if (body.CorpId is null && body.SuiteId is null)
        {
            return (null, invalid("corpId is missing."));
        }

        if (body.Url is null)
        {
            return (null, invalid("url is missing."));
        }

        if (!TryReadIdentities(body.Identities, out var identities))
        {
            return (null, invalid("identities may hold \"corp\", \"agent\" and \"suite\"."));
        }

        if (!PageUrl.TryParse(body.Url, out var url, out var broken))
        {
            return (null, Problem.UrlInvalid(broken));
        }

        SuiteId? suite = null;
        if (body.SuiteId is not null)
        {
            if (!SuiteId.TryParse(body.SuiteId, out var id))
            {
                return (null, Problem.SuiteUnknown());
            }

            suite = id;
        }
        else if (identities.HasFlag(SignIdentities.Suite))
        {
            return (null, invalid("The suite's signature needs the suiteId of a login suite."));
        }

        CorpId? corp = null;
        if (body.CorpId is not null)
        {
            if (!CorpId.TryParse(body.CorpId, out var id))
            {
                return (null, Problem.CorpUnknown());
            }

            corp = id;
        }

        if (body.AgentId is null && suite is null && identities.HasFlag(SignIdentities.Agent))
        {
            return (null, invalid("The agent's signature needs an agentId, or the suiteId of an app."));
        }

        AgentId? agent = null;
        if (body.AgentId is { } number)
        {
            if (!AgentId.TryCreate(number, out var id))
            {
                return (null, Problem.AgentUnknown());
            }

            agent = id;
        }

        return (new SignCall(key, corp, agent, suite, url, identities, originHost), null);
    }

    private static bool TryReadIdentities(string?[]? names, out SignIdentities identities)
    {
        identities = SignIdentities.Default;
        foreach (var name in names ?? [])
        {
            var identity = name switch
            {
                "corp" => SignIdentities.Corp,
                "agent" => SignIdentities.Agent,
                "suite" => SignIdentities.Suite,
                _ => SignIdentities.Default,
            };
            if (identity == SignIdentities.Default)
            {
                return false;
            }

            identities |= identity;
        }

        return true;
    }
}
