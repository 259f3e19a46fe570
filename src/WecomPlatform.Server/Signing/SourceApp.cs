using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Signing;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Signing;

/// <summary>Which app's credentials sign a request: the one named, the corp's ticket source, or the one app that trusts the page's domain.</summary>
internal static class SourceApp
{
    public static (AgentRecord? App, ApiProblem? Problem) Choose(CorpRecord corp, AgentId? named, SuiteId? suite, ReadOnlySpan<char> host)
    {
        if (suite is not null && named is null)
        {
            return OfSuite(corp, suite.Value) is { } installed ? (installed, null) : (null, Problem.AuthorizationUnknown());
        }

        if (named is { } id)
        {
            return corp.Agents.TryGetValue(id, out var agent) ? (agent, null) : (null, Problem.AgentUnknown());
        }

        if (corp.TicketSource is { } source && corp.Agents.TryGetValue(source, out var chosen))
        {
            return (chosen, null);
        }

        AgentRecord? only = null;
        foreach (var agent in corp.Agents.Values)
        {
            if (agent.ReplacedBy is null && Trusts(agent, host))
            {
                if (only is not null)
                {
                    return (
                        null,
                        Problem.AgentAmbiguous(
                            "Several apps of this corp trust the page's domain. Send an agentId, or set the corp's ticketSource."
                        )
                    );
                }

                only = agent;
            }
        }

        return only is null
            ? (
                null,
                Problem.AgentAmbiguous("No app of this corp trusts the page's domain. Send an agentId, or set the corp's ticketSource.")
            )
            : (only, null);
    }

    /// <summary>Whether an app's credentials may be used.</summary>
    /// <returns>Null when they may.</returns>
    public static ApiProblem? Usable(AgentRecord app) =>
        app.ReplacedBy is { } other ? Problem.AgentReplaced(other.Value)
        : app.Authorization is AuthorizationState.Suspended or AuthorizationState.Cancelled ? Problem.AuthorizationCancelled()
        : null;

    private static AgentRecord? OfSuite(CorpRecord corp, SuiteId suite)
    {
        foreach (var agent in corp.Agents.Values)
        {
            if (agent.Suite == suite && agent.ReplacedBy is null)
            {
                return agent;
            }
        }

        return null;
    }

    /// <summary>Whether a page of this host may be signed by the app, as far as its trusted domains go.</summary>
    public static bool Trusts(AgentRecord agent, ReadOnlySpan<char> host)
    {
        return Covers(agent.TrustedDomains, host) || Covers(agent.InheritedDomains, host);
    }

    /// <summary>Whether a host is one of the domains or below one.</summary>
    public static bool Covers(IReadOnlyList<TrustedDomain> domains, ReadOnlySpan<char> host)
    {
        for (var i = 0; i < domains.Count; i++)
        {
            if (domains[i].Covers(host))
            {
                return true;
            }
        }

        return false;
    }
}
