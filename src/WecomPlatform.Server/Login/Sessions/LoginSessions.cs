using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using WecomPlatform.Postgres.Login;
using WecomPlatform.Postgres.Onboarding;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Onboarding;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Login.Sessions;

/// <summary>Begins logins.</summary>
internal sealed class LoginSessions(
    LoginSessionStore sessions,
    LoginTargets targets,
    LoginHostStore hosts,
    RedirectUriStore redirects,
    PublicUrl publicUrl,
    IOptions<LoginOptions> options
)
{
    // Goes to WeCom as state: letters and digits (OD 91120). The SaaS's own may be anything, and stays here.
    private const string StateAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int StateLength = 43;
    private const int MaxState = 1024;
    private const int MaxNonce = 256;
    private const int ChallengeLength = 43; // BASE64URL of a SHA-256, as in RFC 7636

    public async Task<(LoginSessionView? View, ApiProblem? Problem)> BeginAsync(
        HttpContext context,
        ApiKeyRecord key,
        LoginBody body,
        CancellationToken ct
    )
    {
        if (Check(body) is { } wrong)
        {
            return (null, wrong);
        }

        var (target, problem) = await targets.FindAsync(key.Tenant, body, ct);
        if (target is null)
        {
            return (null, problem);
        }

        if (!RedirectUriText.IsValid(body.RedirectUri) || !await redirects.ContainsAsync(key.Tenant, body.RedirectUri, ct))
        {
            return (null, LoginProblem.RedirectUriUnknown());
        }

        var host = await hosts.FindAsync(key.Tenant, body.Host?.ToLowerInvariant(), ct);
        if (host is null && body.Host is not null)
        {
            return (null, new ApiProblem(400, "host_unknown", "host must be one of the tenant's: PUT /admin/v1/tenants/{t}/hosts."));
        }

        var state = RandomNumberGenerator.GetString(StateAlphabet, StateLength);
        var site = publicUrl.Of(context, "/");
        site = host is null ? site : new Uri($"{site.Scheme}://{host.Host}/");
        var until = await sessions.AddAsync(
            state,
            new LoginSession(
                key.Tenant,
                key.Id,
                target.Flow,
                new Uri(site, $"/login/callback/{target.Flow.Name()}"),
                body.RedirectUri,
                body.State ?? string.Empty
            )
            {
                Suite = target.Suite,
                Corp = target.Corp,
                Agent = target.Agent,
                Scope = target.Scope,
                UserType = target.UserType,
                Lang = target.Lang,
                Nonce = body.Nonce,
                CodeChallenge = body.CodeChallenge,
            },
            options.Value.SessionLifetime,
            ct
        );
        return (new LoginSessionView(new Uri(site, $"/login/begin?session={state}").AbsoluteUri, until), null);
    }

    private static ApiProblem? Check(LoginBody body) =>
        body.State?.Length > MaxState || body.State?.Any(char.IsControl) is true
            ? Problem.BodyInvalid($"state is one line of at most {MaxState} characters.")
        : body.Nonce?.Length > MaxNonce || body.Nonce?.Any(char.IsControl) is true
            ? Problem.BodyInvalid($"nonce is one line of at most {MaxNonce} characters.")
        : body.CodeChallenge is { } challenge && (challenge.Length != ChallengeLength || !challenge.All(IsUrlSafe))
            ? Problem.BodyInvalid("codeChallenge is BASE64URL(SHA-256(codeVerifier)), 43 characters.")
        : null;

    private static bool IsUrlSafe(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';
}
