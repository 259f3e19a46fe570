using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Changes;
using WecomPlatform.Postgres.Login;
using WecomPlatform.Server.Login.Identity;

namespace WecomPlatform.Server.Login.Keys;

/// <summary>Signs identities: JWTs by ES256 (RFC 7518 §3.4), with the claims of OpenID Connect where it has them.</summary>
internal sealed class IdTokens(SigningKeys keys, DatabaseContact database, IOptions<LoginOptions> options)
{
    /// <summary>Signs an identity.</summary>
    /// <param name="identity">Who.</param>
    /// <param name="issuer">The platform's public url, without a slash at its end.</param>
    /// <param name="audience">For whom.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<string> SignAsync(LoginIdentity identity, string issuer, TenantId audience, CancellationToken ct)
    {
        var key = await keys.CurrentAsync(ct);
        var header = new JsonObject
        {
            ["alg"] = "ES256",
            ["kid"] = key.Kid,
            ["typ"] = "JWT",
        };
        var text = $"{Encode(header)}.{Encode(Claims(identity, issuer, audience))}";
        return $"{text}.{Base64Url.EncodeToString(Sign(key, Encoding.ASCII.GetBytes(text)))}";
    }

    private JsonObject Claims(LoginIdentity identity, string issuer, TenantId audience)
    {
        var now = database.UnixSeconds;
        var claims = new JsonObject
        {
            ["iss"] = issuer,
            ["aud"] = audience.Value,
            ["sub"] = $"{identity.Provider}:{identity.Subject}",
            ["iat"] = now,
            ["exp"] = now + (long)options.Value.IdTokenLifetime.TotalSeconds,
            ["auth_time"] = identity.AuthTime,
        };
        foreach (
            var (name, value) in new[]
            {
                ("nonce", identity.Nonce),
                ("provider", identity.Provider),
                ("flow", identity.Flow),
                ("corp_id", identity.CorpId),
                ("user_id", identity.UserId),
                ("open_user_id", identity.OpenUserId),
                ("open_id", identity.OpenId),
                ("external_user_id", identity.ExternalUserId),
                ("name", identity.Profile?.Name),
                ("email", identity.Email ?? identity.Profile?.Email),
                ("org_id", identity.OrgId),
                ("hosted_corp_id", identity.HostedAccount?.CorpId),
                ("hosted_user_id", identity.HostedAccount?.UserId),
                ("hosted_bot_id", identity.HostedAccount?.BotId),
                ("acr", identity.Assurance),
            }
        )
        {
            if (value is not null)
            {
                claims[name] = value;
            }
        }

        return claims;
    }

    private static byte[] Sign(SigningKey key, byte[] text)
    {
        var number = Convert.FromBase64String(key.PrivateKey.Reveal());
        try
        {
            using var ecdsa = ECDsa.Create(
                new ECParameters
                {
                    Curve = ECCurve.NamedCurves.nistP256,
                    D = number,
                    Q = new ECPoint { X = key.X.ToArray(), Y = key.Y.ToArray() },
                }
            );
            return ecdsa.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(number);
        }
    }

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
