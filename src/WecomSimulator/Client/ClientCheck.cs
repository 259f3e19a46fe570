using System.Security.Cryptography;
using System.Text;
using WecomSimulator.Corps;
using WecomSimulator.Credentials;
using WecomSimulator.Suites;

namespace WecomSimulator.Client;

/// <summary>
/// Imitates what the WeCom client and its server do with preVerifyJSAPI and agentConfig (wecom-api.md §8, OD 96912). That the
/// domain is looked at before the signature is a guess.
/// </summary>
internal static class ClientCheck
{
    /// <summary>Null when the page may go on, else the errMsg it gets.</summary>
    public static string? Refusal(World world, VerifyBody page)
    {
        var domains = TrustedDomains(world, page);
        if (domains is null)
        {
            return page.Kind == ConfigKind.Agent ? "invalid agentid" : "invalid appid";
        }

        // The client signs location.href without its fragment.
        var url = page.Url.Split('#', 2)[0];
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https"))
        {
            return "invalid url";
        }

        if (!domains.Any(domain => TrustedDomain.Covers(domain, parsed.IdnHost)))
        {
            return "invalid url domain";
        }

        return IsSigned(world, page, url) ? null : "invalid signature";
    }

    /// <summary>Null when nobody is what the page says it is.</summary>
    private static IReadOnlyList<string>? TrustedDomains(World world, VerifyBody page)
    {
        if (page.Kind == ConfigKind.Suite)
        {
            return world.Suites.Find(page.SuiteId) is { Kind: SuiteKind.Login } suite ? suite.TrustedDomains : null;
        }

        IEnumerable<Agent> all = world.Corps.Find(page.CorpId)?.Agents.Values ?? Enumerable.Empty<Agent>();
        List<Agent> apps = [.. page.Kind == ConfigKind.Agent ? all.Where(app => app.AgentId == page.AgentId) : all];
        return apps.Count == 0 ? null : [.. apps.SelectMany(world.Suites.TrustedDomains)];
    }

    /// <summary>
    /// Any ticket of the corp proves the corp, the app's own alone proves the app (§2, §3: no use across apps), a login suite's the
    /// suite, whatever the corp (§4).
    /// </summary>
    private static bool IsSigned(World world, VerifyBody page, string url) =>
        world
            .Credentials.Valid(world.Now)
            .Where(ticket => Proves(ticket.Owner, page))
            .Any(ticket => Sign(ticket.Value, page.NonceStr, page.Timestamp.ToString(), url) == page.Signature);

    private static bool Proves(CredentialOwnerKey ticket, VerifyBody page) =>
        page.Kind switch
        {
            ConfigKind.Corp => ticket.Kind == CredentialKind.CorpTicket && ticket.CorpId == page.CorpId,
            ConfigKind.Agent => ticket.Kind == CredentialKind.AgentTicket && ticket.CorpId == page.CorpId && ticket.AgentId == page.AgentId,
            _ => ticket.Kind == CredentialKind.LoginTicket && ticket.SuiteId == page.SuiteId,
        };

    // SHA-1 is what WeCom's protocol prescribes.
#pragma warning disable CA5350
    private static string Sign(string ticket, string nonceStr, string timestamp, string url) =>
        Convert.ToHexStringLower(
            SHA1.HashData(Encoding.UTF8.GetBytes($"jsapi_ticket={ticket}&noncestr={nonceStr}&timestamp={timestamp}&url={url}"))
        );
#pragma warning restore CA5350
}
