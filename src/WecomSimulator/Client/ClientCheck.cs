using System.Security.Cryptography;
using System.Text;
using WecomSimulator.Corps;
using WecomSimulator.Credentials;

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
        var apps = Apps(world, page);
        if (apps.Count == 0)
        {
            return page.Kind == ConfigKind.Agent ? "invalid agentid" : "invalid appid";
        }

        // The client signs location.href without its fragment.
        var url = page.Url.Split('#', 2)[0];
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https"))
        {
            return "invalid url";
        }

        if (!apps.SelectMany(app => app.TrustedDomains).Any(domain => TrustedDomain.Covers(domain, parsed.IdnHost)))
        {
            return "invalid url domain";
        }

        return IsSigned(world, page, url) ? null : "invalid signature";
    }

    private static List<Agent> Apps(World world, VerifyBody page)
    {
        IEnumerable<Agent> all = world.Corps.Find(page.CorpId)?.Agents.Values ?? Enumerable.Empty<Agent>();
        return [.. page.Kind == ConfigKind.Agent ? all.Where(app => app.AgentId == page.AgentId) : all];
    }

    /// <summary>Any ticket of the corp proves the corp, the app's own alone proves the app (§2, §3: no use across apps).</summary>
    private static bool IsSigned(World world, VerifyBody page, string url)
    {
        var kind = page.Kind == ConfigKind.Agent ? CredentialKind.AgentTicket : CredentialKind.CorpTicket;
        return world
            .Credentials.Valid(world.Now)
            .Where(ticket => ticket.Owner.Kind == kind && ticket.Owner.CorpId == page.CorpId)
            .Where(ticket => page.Kind == ConfigKind.Corp || ticket.Owner.AgentId == page.AgentId)
            .Any(ticket => Sign(ticket.Value, page.NonceStr, page.Timestamp.ToString(), url) == page.Signature);
    }

    // SHA-1 is what WeCom's protocol prescribes.
#pragma warning disable CA5350
    private static string Sign(string ticket, string nonceStr, string timestamp, string url) =>
        Convert.ToHexStringLower(
            SHA1.HashData(Encoding.UTF8.GetBytes($"jsapi_ticket={ticket}&noncestr={nonceStr}&timestamp={timestamp}&url={url}"))
        );
#pragma warning restore CA5350
}
