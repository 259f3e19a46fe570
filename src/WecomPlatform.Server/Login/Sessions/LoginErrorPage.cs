using WecomPlatform.Postgres.Login;

namespace WecomPlatform.Server.Login.Sessions;

/// <summary>What a browser sees when a login cannot go on and nobody vouches for where to send it.</summary>
internal static class LoginErrorPage
{
    public const string SessionUnknown = "session_unknown";
    public const string SessionUsed = "session_used";
    public const string OtherBrowser = "other_browser";

    public static string Of(LoginSessionUse use) =>
        use switch
        {
            LoginSessionUse.Used => SessionUsed,
            LoginSessionUse.OtherBrowser => OtherBrowser,
            _ => SessionUnknown,
        };

    public static IResult Show(string code)
    {
        var (english, chinese) = code switch
        {
            SessionUsed => ("You have come back with this login before: each is good once.", "该登录已使用过：每次登录只能使用一次。"),
            OtherBrowser => (
                "This login was begun in another browser or window, or this one keeps no cookies.",
                "该登录是在其他浏览器或窗口中发起的，或当前浏览器禁用了 Cookie。"
            ),
            _ => ("This login is not known: it is too old, or the link is incomplete.", "登录会话不存在或已过期，或链接不完整。"),
        };
        return Results.Content(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>Login failed · 登录失败</title>
            <style>body{"{"}font:16px/1.6 system-ui,sans-serif;max-width:36em;margin:4em auto;padding:0 1em{"}"}</style>
            </head>
            <body>
            <h1>You are not logged in</h1>
            <p id="error" data-code="{code}">{english} Go back to where you started and log in again.</p>
            <h1 lang="zh">登录未完成</h1>
            <p lang="zh">{chinese}请返回原页面重新登录。</p>
            </body>
            </html>
            """,
            "text/html; charset=utf-8",
            statusCode: StatusCodes.Status400BadRequest
        );
    }
}
