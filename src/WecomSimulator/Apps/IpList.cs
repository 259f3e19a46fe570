using System.Text.Json.Nodes;
using WecomSimulator.Cgi;
using WecomSimulator.Tokens;

namespace WecomSimulator.Apps;

/// <summary>The answer of both IP APIs (wecom-api.md §10); an error carries an empty list (§0.1).</summary>
internal static class IpList
{
    public static CgiAnswer Answer(World world, CgiCall call, params ReadOnlySpan<string> ips)
    {
        var list = new JsonArray();
        var fields = new JsonObject { ["ip_list"] = list };
        var errcode = AccessTokens.Check(world, call, out _);
        if (errcode != ErrCode.Ok)
        {
            return CgiAnswer.Error(errcode, fields);
        }

        foreach (var ip in ips)
        {
            list.Add(ip);
        }

        return CgiAnswer.Ok(fields);
    }
}
