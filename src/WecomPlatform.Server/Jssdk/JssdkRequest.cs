using System.Diagnostics.CodeAnalysis;
using WecomPlatform.Server.Problems;
using WecomPlatform.Server.Signing;

namespace WecomPlatform.Server.Jssdk;

/// <summary>What shapes the answer, beside what is signed.</summary>
/// <param name="Format">Whose arguments.</param>
/// <param name="JsApiList">Echoed into them.</param>
/// <param name="AppId">The id that wx.config names, where a corp has several; null for the corpId of the request.</param>
/// <param name="Debug">jweixin's debug mode.</param>
internal sealed record JssdkRequest(JssdkFormat Format, IReadOnlyList<string> JsApiList, string? AppId, bool Debug)
{
    private const int MaxNames = 200;
    private const int MaxName = 64;

    public static bool TryRead(string text, [NotNullWhen(true)] out JssdkRequest? request, [NotNullWhen(false)] out ApiProblem? wrong)
    {
        var query = new RawQuery(text);
        request = null;
        JssdkFormat? format = query.Find("format") switch
        {
            null or "ww" => JssdkFormat.Ww,
            "wx" => JssdkFormat.Wx,
            _ => null,
        };
        var names = (query.Find("jsApiList") ?? string.Empty).Split(
            ',',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        wrong =
            format is null ? Problem.QueryInvalid("format is ww (ww.register) or wx (wx.config, wx.agentConfig).")
            : names.Length > MaxNames || names.Any(name => name.Length > MaxName)
                ? Problem.QueryInvalid(
                    $"jsApiList holds at most {MaxNames} names of at most {MaxName} characters, with commas between them."
                )
            : query.Find("debug") is not (null or "" or "true" or "false") ? Problem.QueryInvalid("debug is true or false.")
            : null;
        if (wrong is not null)
        {
            return false;
        }

        request = new JssdkRequest(
            format!.Value,
            names,
            query.Find("appId") is { Length: > 0 } appId ? appId : null,
            query.Find("debug") == "true"
        );
        return true;
    }
}
