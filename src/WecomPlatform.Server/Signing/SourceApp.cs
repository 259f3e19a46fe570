using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Signing;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Signing;

/// <summary>
/// Which app's credentials sign a request: the one named, the corp's ticket source, or the one app that trusts the page's domain. Any
/// app's corp ticket proves the corp (wecom-api.md §2), so where a corp has named a source, another app may stand in for a broken one.
/// </summary>
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

        return corp.TicketSource is { } source ? OfSource(corp, source, host) : OnlyOne(corp, host);
    }

    /// <summary>The apps that stand in for the corp's ticket source when that is broken, the next one first: by agentid.</summary>
    public static IEnumerable<AgentRecord> StandIns(CorpRecord corp, ReadOnlySpan<char> host)
    {
        if (corp.TicketSource is not { } source)
        {
            return [];
        }

        List<AgentRecord> others = [];
        foreach (var agent in corp.Agents.Values)
        {
            if (agent.Id != source && Refusal(agent) is null && Trusts(agent, host))
            {
                others.Add(agent);
            }
        }

        return others.OrderBy(agent => agent.Id.Value);
    }

    /// <summary>Why an app is never signed with, whatever WeCom says; null when it is.</summary>
    public static ApiProblem? Refusal(AgentRecord app) =>
        app.ReplacedBy is { } other ? Problem.AgentReplaced(other.Value)
        : app.Authorization is AuthorizationState.Suspended or AuthorizationState.Cancelled ? Problem.AuthorizationCancelled()
        : null;

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

    private static (AgentRecord? App, ApiProblem? Problem) OfSource(CorpRecord corp, AgentId source, ReadOnlySpan<char> host)
    {
        var isKnown = corp.Agents.TryGetValue(source, out var chosen);
        if (isKnown && Refusal(chosen!) is null)
        {
            return (chosen, null);
        }

        if (StandIns(corp, host).FirstOrDefault() is { } next)
        {
            return (next, null);
        }

        return isKnown ? (chosen, null) : OnlyOne(corp, host);
    }

    private static (AgentRecord? App, ApiProblem? Problem) OnlyOne(CorpRecord corp, ReadOnlySpan<char> host)
    {
        AgentRecord? only = null;
        AgentRecord? refused = null;
        foreach (var agent in corp.Agents.Values)
        {
            if (agent.ReplacedBy is not null || !Trusts(agent, host))
            {
                continue;
            }

            if (Refusal(agent) is not null)
            {
                refused = agent;
                continue;
            }

            if (only is not null)
            {
                return (null, Ambiguous("Several apps of this corp trust the page's domain."));
            }

            only = agent;
        }

        return (only ?? refused) is { } chosen ? (chosen, null) : (null, Ambiguous("No app of this corp trusts the page's domain."));
    }

    private static ApiProblem Ambiguous(string why) => Problem.AgentAmbiguous($"{why} Send an agentId, or set the corp's ticketSource.");

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
}
