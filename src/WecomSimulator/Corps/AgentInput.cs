using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using WecomSimulator.Client;
using WecomSimulator.Control;
using WecomSimulator.Login;

namespace WecomSimulator.Corps;

/// <summary>Turns the body of a PUT into an app.</summary>
internal static class AgentInput
{
    public static long ParseId(string agentId) =>
        long.TryParse(agentId, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new SimProblem(StatusCodes.Status400BadRequest, "agent_id_invalid", "an agentid is a number");

    /// <summary>The app as it will be: <paramref name="existing"/> with the fields of <paramref name="patch"/> replaced.</summary>
    public static Agent Apply(Corp corp, long agentId, Agent? existing, JsonObject patch)
    {
        if (existing is null && !patch.ContainsKey("secret"))
        {
            throw SimProblem.BadBody("a new agent needs a secret");
        }

        var merged = SimBody.Merge(existing ?? new Agent { Secret = "" }, patch) with { CorpId = corp.Id, AgentId = agentId };
        Check(corp, merged);
        return merged;
    }

    private static void Check(Corp corp, Agent agent)
    {
        if (agent.Secret.Length == 0)
        {
            throw SimProblem.BadBody("a secret is not empty");
        }

        if (corp.FindBySecret(agent.Secret) is { } other && other.AgentId != agent.AgentId)
        {
            throw SimProblem.Conflict("secret_in_use", "another agent of this corp has this secret");
        }

        if (agent.TrustedIps.FirstOrDefault(ip => !IPAddress.TryParse(ip, out _)) is { } badIp)
        {
            throw SimProblem.BadBody($"'{badIp}' is no IP address");
        }

        if (agent.TrustedDomains.FirstOrDefault(domain => TrustedDomain.Normalize(domain) is null) is { } badDomain)
        {
            throw SimProblem.BadBody($"'{badDomain}' is no domain (a host without scheme, port or path)");
        }

        if (agent.RedirectDomains?.FirstOrDefault(domain => !RedirectDomain.IsValid(domain)) is { } badRedirect)
        {
            throw SimProblem.BadBody($"'{badRedirect}' is no host");
        }
    }
}
