using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using WecomPlatform.SampleSaas.Login;

namespace WecomPlatform.SampleSaas;

/// <summary>The site's own pages.</summary>
internal static class Pages
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IResult Home(IEnumerable<LoginButton> buttons) =>
        Page(
            "Sample SaaS",
            $"""
            <h2>Log in</h2>
            {string.Concat(
                buttons.Select(one =>
                    $"<form method=\"post\" action=\"/login/{one.Id}\"><button id=\"{one.Id}\">{Text(one.Title)}</button></form>"
                )
            )}
            <h2>Signed pages</h2>
            <ul>
            <li><a href="/register.html">ww.register</a></li>
            <li><a href="/legacy.html">wx.config and wx.agentConfig</a></li>
            <li><a href="/sidebar.html">Sidebar, in WeCom or Juzi</a></li>
            </ul>
            """
        );

    public static IResult Welcome(JsonObject identity, JsonObject claims) =>
        Page(
            "You are logged in",
            $"""
            <p>Subject: <code id="subject">{Text((string)claims["sub"]!)}</code></p>
            <h2>Identity</h2><pre id="identity">{Text(identity.ToJsonString(Readable))}</pre>
            <h2>Claims of the id token, verified</h2><pre id="claims">{Text(claims.ToJsonString(Readable))}</pre>
            <p><a href="/">Back</a></p>
            """
        );

    public static IResult Failed(string error) =>
        Page(
            "You are not logged in · 登录未完成",
            $"<p class=\"error\" id=\"error\" data-code=\"{Text(error)}\">{Text(error)}</p><p><a href=\"/\">Log in again · 重新登录</a></p>",
            StatusCodes.Status400BadRequest
        );

    private static IResult Page(string title, string body, int status = StatusCodes.Status200OK) =>
        Results.Content(
            $"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Text(
                title
            )}</title><link rel="stylesheet" href="/site.css"></head>
            <body><h1>{Text(title)}</h1>{body}</body>
            </html>
            """,
            "text/html; charset=utf-8",
            statusCode: status
        );

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
