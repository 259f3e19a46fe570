using System.Security.Cryptography;
using System.Text;
using WecomSimulator.Calls;
using WecomSimulator.Tokens;

namespace WecomSimulator.Cgi;

/// <summary>The two ways a call tells whose it is.</summary>
internal static class Callers
{
    private const int LabelHashLength = 8;

    /// <summary>gettoken: the corp, and which app by its secret.</summary>
    public static CallerId BySecret(World world, CgiCall call)
    {
        var corpId = call["corpid"] ?? "";
        var secret = call["corpsecret"] ?? "";
        var agent = AppSecrets.Find(world, corpId, secret);
        return new CallerId(corpId, agent?.AgentId, Label(corpId, secret), agent?.SuiteId);
    }

    /// <summary>Whichever of the three kinds of token the query holds (wecom-api.md §0.2).</summary>
    public static CallerId ByToken(World world, CgiCall call)
    {
        var token = call["access_token"] ?? call["suite_access_token"] ?? call["provider_access_token"];
        if (token is null || world.Credentials.Find(token)?.Owner is not { } owner)
        {
            return CallerId.Unknown;
        }

        var label = (owner.CorpId, owner.AgentId) switch
        {
            (null, _) => owner.SuiteId!,
            (_, null) => owner.CorpId,
            _ => $"{owner.CorpId}/{owner.AgentId}",
        };
        return new CallerId(owner.CorpId, owner.AgentId, label, owner.SuiteId);
    }

    /// <summary>An id with enough of its secret's hash to tell secrets apart.</summary>
    public static string Label(string id, string secret) =>
        $"{id}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))[..LabelHashLength]}";
}
