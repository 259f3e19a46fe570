using Microsoft.Extensions.Options;
using WecomPlatform.Postgres.Login;

namespace WecomPlatform.Server.Login.Sessions;

/// <summary>A browser comes from the SaaS, gets its cookie, and goes on to WeCom.</summary>
internal sealed class LoginStart(LoginSessionStore sessions, LoginTargets targets, LoginUrls urls, IOptions<LoginOptions> options)
{
    public async Task<IResult> RunAsync(HttpContext context, string? state, Uri site)
    {
        if (!LoginUrls.IsState(state))
        {
            return LoginErrorPage.Show(LoginErrorPage.SessionUnknown);
        }

        var ct = context.RequestAborted;
        var browser = BrowserCookie.Take(context, site, options.Value.SessionLifetime);
        if (await sessions.TryBindAsync(state!, browser, ct) is not { } session)
        {
            return LoginErrorPage.Show(LoginErrorPage.SessionUnknown);
        }

        var (target, problem) = await targets.FindAsync(session, ct);
        return target is null
            ? LoginCallback.Back(session, problem!.Code)
            : new Redirection(urls.Of(target, session.Callback.AbsoluteUri, state!));
    }
}
