using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Postgres.Login;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Login.Identity;
using WecomPlatform.Server.Login.Keys;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Login;

/// <summary>A SaaS gets to know who logged in: for the platform's code, or for WeCom's where it took that itself.</summary>
internal sealed class LoginExchange(
    IssuedCodeStore codes,
    LoginTargets targets,
    IdentityExchange exchange,
    IdTokens tokens,
    PublicUrl publicUrl
)
{
    private const int MaxCode = 512;

    /// <summary>Takes the platform's code.</summary>
    public async Task<(LoginIdentity? Identity, ApiProblem? Problem)> TakeAsync(HttpContext context, ApiKeyRecord key, LoginBody body)
    {
        var ct = context.RequestAborted;
        if (body.Code is not { Length: > 0 and <= MaxCode } code || await codes.TakeAsync(code, key.Tenant, key.Id, ct) is not { } issued)
        {
            return (null, LoginProblem.CodeInvalid());
        }

        if (!Fits(issued.CodeChallenge, body.CodeVerifier))
        {
            return (null, LoginProblem.VerifierInvalid());
        }

        var identity = JsonSerializer.Deserialize(issued.Identity.Utf8, LoginJson.Default.LoginIdentity)!;
        return (await SignAsync(context, identity, key.Tenant), null);
    }

    /// <summary>Takes WeCom's or Juzi's code, which came to the SaaS itself.</summary>
    public async Task<(LoginIdentity? Identity, ApiProblem? Problem)> AskAsync(HttpContext context, ApiKeyRecord key, LoginBody body)
    {
        var ct = context.RequestAborted;
        var (target, problem) = await targets.FindAsync(key.Tenant, body, ct);
        if (target is null)
        {
            return (null, problem);
        }

        if (body.Code is not { Length: > 0 and <= MaxCode } code)
        {
            return (null, Problem.BodyInvalid("code is what came back from WeCom's page, 1 to 512 characters."));
        }

        (var identity, problem) = await exchange.RunAsync(target, new Secret(code), body.JuziBotId, ct);
        return identity is null ? (null, problem) : (await SignAsync(context, identity with { Nonce = body.Nonce }, key.Tenant), null);
    }

    private async Task<LoginIdentity> SignAsync(HttpContext context, LoginIdentity identity, TenantId tenant)
    {
        var issuer = publicUrl.Of(context, "/").AbsoluteUri.TrimEnd('/');
        return identity with { IdToken = await tokens.SignAsync(identity, issuer, tenant, context.RequestAborted) };
    }

    // A verifier where none was announced is wrong, too: the SaaS means another login.
    private static bool Fits(string? challenge, string? verifier) =>
        challenge is null || verifier is null
            ? challenge is null && verifier is null
            : CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(challenge),
                Encoding.ASCII.GetBytes(Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(verifier))))
            );
}
