using System.Security.Cryptography;
using System.Text;
using WecomSimulator.Calls;

namespace WecomSimulator.Cgi;

/// <summary>The two ways a call tells whose it is.</summary>
internal static class Callers
{
    private const int LabelHashLength = 8;

    public static CallerId BySecret(World world, CgiCall call)
    {
        var corpId = call["corpid"] ?? "";
        var secret = call["corpsecret"] ?? "";
        var agent = world.Corps.Find(corpId)?.FindBySecret(secret);
        return new CallerId(corpId, agent?.AgentId, $"{corpId}/{Hash(secret)}");
    }

    public static CallerId ByToken(World world, CgiCall call) =>
        call["access_token"] is { } token && world.Credentials.Find(token)?.Owner is { } owner
            ? new CallerId(owner.CorpId, owner.AgentId, $"{owner.CorpId}/{owner.AgentId}")
            : CallerId.Unknown;

    private static string Hash(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))[..LabelHashLength];
}
