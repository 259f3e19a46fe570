using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Postgres.Login;
using WecomPlatform.Server.Login.Identity;
using WecomPlatform.Server.Onboarding;

namespace WecomPlatform.Server.Login.Sessions;

/// <summary>A browser comes back with WeCom's code and goes on to the SaaS with the platform's.</summary>
internal sealed class LoginCallback(
    LoginSessionStore sessions,
    LoginTargets targets,
    IdentityExchange exchange,
    IssuedCodeStore codes,
    LoginCounters counters,
    IOptions<LoginOptions> options
)
{
    private const int MaxCode = 512; // a code's longest, in bytes (OD 91120)
    private const int CodeLength = 43; // 256 bits in an alphabet of 62
    private const string CodeAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public async Task<IResult> RunAsync(HttpContext context, string flowName, Uri site)
    {
        var ct = context.RequestAborted;
        var query = context.Request.Query;
        if (LoginFlowNames.Parse(flowName) is not { } flow || !LoginUrls.IsState(query["state"]))
        {
            return LoginErrorPage.Show(LoginErrorPage.SessionUnknown);
        }

        var (use, session) = await sessions.UseAsync(query["state"]!, flow, BrowserCookie.Read(context, site), ct);
        if (session is null)
        {
            counters.Exchanged(flow, LoginErrorPage.Of(use));
            return LoginErrorPage.Show(LoginErrorPage.Of(use));
        }

        // 3rd_qrConnect brings auth_code, all others code.
        var (name, other) = flow == LoginFlow.LegacyQr && session.Agent is null ? ("auth_code", "code") : ("code", "auth_code");
        if (query[name] is not [{ Length: > 0 and <= MaxCode } code] || query.ContainsKey(other))
        {
            counters.Exchanged(flow, "access_denied");
            return Back(session, "access_denied");
        }

        var (target, problem) = await targets.FindAsync(session, ct);
        if (target is null)
        {
            return Back(session, problem!.Code);
        }

        (var identity, problem) = await exchange.RunAsync(target, new Secret(code), query["juziBotId"], ct);
        if (identity is null)
        {
            return Back(session, problem!.Code);
        }

        var own = RandomNumberGenerator.GetString(CodeAlphabet, CodeLength);
        var json = JsonSerializer.Serialize(identity with { Nonce = session.Nonce }, LoginJson.Default.LoginIdentity);
        await codes.AddAsync(
            own,
            new IssuedCode(session.Tenant, session.KeyId, session.CodeChallenge, new Secret(json)),
            options.Value.CodeLifetime,
            ct
        );
        return new Redirection(RedirectUriText.With(session.RedirectUri, ("code", own), ("state", session.State)));
    }

    /// <summary>Back to the SaaS without an identity. The uri was registered, and this is the browser that it sent.</summary>
    public static IResult Back(LoginSession session, string error) =>
        new Redirection(RedirectUriText.With(session.RedirectUri, ("error", error), ("state", session.State)));
}
