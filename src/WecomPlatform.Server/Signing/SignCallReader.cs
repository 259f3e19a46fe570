using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Signing;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Signing;

/// <summary>Checks the form of a request for signatures, the same for every protocol.</summary>
internal static class SignCallReader
{
    /// <summary>Turns what came over the wire into a call.</summary>
    /// <returns>What is wrong with the request; null when <paramref name="call"/> is set.</returns>
    public static ApiProblem? Read(
        ApiKeyRecord key,
        in SignForm form,
        string? originHost,
        Func<string, ApiProblem> invalid,
        out SignCall? call
    )
    {
        call = null;
        if (form.CorpId is null && form.SuiteId is null)
        {
            return invalid("corpId is missing.");
        }

        if (form.Url is null)
        {
            return invalid("url is missing.");
        }

        if (form.HasUnknownIdentity)
        {
            return invalid("identities may hold \"corp\", \"agent\" and \"suite\".");
        }

        if (!PageUrl.TryParse(form.Url, out var url, out var broken))
        {
            return Problem.UrlInvalid(broken);
        }

        SuiteId? suite = null;
        if (form.SuiteId is not null)
        {
            if (!SuiteId.TryParse(form.SuiteId, out var id))
            {
                return Problem.SuiteUnknown();
            }

            suite = id;
        }
        else if (form.Identities.HasFlag(SignIdentities.Suite))
        {
            return invalid("The suite's signature needs the suiteId of a login suite.");
        }

        CorpId? corp = null;
        if (form.CorpId is not null)
        {
            if (!CorpId.TryParse(form.CorpId, out var id))
            {
                return Problem.CorpUnknown();
            }

            corp = id;
        }

        if (form.AgentId is null && suite is null && form.Identities.HasFlag(SignIdentities.Agent))
        {
            return invalid("The agent's signature needs an agentId, or the suiteId of an app.");
        }

        AgentId? agent = null;
        if (form.AgentId is { } number)
        {
            if (!AgentId.TryCreate(number, out var id))
            {
                return Problem.AgentUnknown();
            }

            agent = id;
        }

        call = new SignCall(key, corp, agent, suite, url, form.Identities, originHost);
        return null;
    }
}
