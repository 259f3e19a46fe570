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

        var kind = page.Kind == ConfigKind.Agent ? CredentialKind.AgentTicket : CredentialKind.CorpTicket;
        return apps.Any(app => IsSigned(world, new CredentialOwnerKey(kind, app.CorpId, app.AgentId), page, url))
            ? null
            : "invalid signature";
    }

    private static List<Agent> Apps(World world, VerifyBody page)
    {
        IEnumerable<Agent> all = world.Corps.Find(page.CorpId)?.Agents.Values ?? Enumerable.Empty<Agent>();
        return [.. page.Kind == ConfigKind.Agent ? all.Where(app => app.AgentId == page.AgentId) : all];
    }

    private static bool IsSigned(World world, CredentialOwnerKey owner, VerifyBody page, string url) =>
        world
            .Credentials.Valid(world.Now)
            .Any(ticket => ticket.Owner == owner && Sign(ticket.Value, page.NonceStr, page.Timestamp.ToString(), url) == page.Signature);

    // SHA-1 is what WeCom's protocol prescribes.
#pragma warning disable CA5350
    private static string Sign(string ticket, string nonceStr, string timestamp, string url) =>
        Convert.ToHexStringLower(
            SHA1.HashData(Encoding.UTF8.GetBytes($"jsapi_ticket={ticket}&noncestr={nonceStr}&timestamp={timestamp}&url={url}"))
        );
#pragma warning restore CA5350
}
