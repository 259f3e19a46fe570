using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Signing;

/// <summary>Which app's credentials sign a request: the one named, the corp's ticket source, or the one app that trusts the page's domain.</summary>
internal static class SourceApp
{
    public static (AgentRecord? App, ApiProblem? Problem) Choose(CorpRecord corp, AgentId? named, ReadOnlySpan<char> host)
    {
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
            if (Trusts(agent, host))
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

    /// <summary>Whether a page of this host may be signed by the app, as far as its trusted domains go.</summary>
    public static bool Trusts(AgentRecord agent, ReadOnlySpan<char> host)
    {
        foreach (var domain in agent.TrustedDomains)
        {
            if (domain.Covers(host))
            {
                return true;
            }
        }

        return false;
    }
}
