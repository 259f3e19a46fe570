namespace WecomPlatform.Server.Onboarding;

/// <summary>What a browser sees when an installation cannot go on and there is nowhere to send it to.</summary>
internal static class InstallErrorPage
{
    private const string Html = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Installation not found · 安装会话不存在</title>
        <style>body{font:16px/1.6 system-ui,sans-serif;max-width:36em;margin:4em auto;padding:0 1em}</style>
        </head>
        <body>
        <h1>This installation is not known any more</h1>
        <p id="error" data-code="session_unknown">The link is older than half an hour, was used before, or is incomplete. Go back to where
        you started and begin the installation again. If WeCom says that the app is installed already, remove it in WeCom's console first.</p>
        <h1 lang="zh">安装会话不存在或已过期</h1>
        <p lang="zh">链接已超过半小时、已被使用或不完整。请返回服务商网站重新发起安装。如企业微信提示应用已安装，请先在管理后台移除该应用。</p>
        </body>
        </html>
        """;

    public static IResult Unknown() => Results.Content(Html, "text/html; charset=utf-8", statusCode: StatusCodes.Status404NotFound);
}
