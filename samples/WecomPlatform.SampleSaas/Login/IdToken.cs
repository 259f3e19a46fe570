using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace WecomPlatform.SampleSaas.Login;

/// <summary>Verifies the platform's id tokens. Any JWT library does the same; this is all there is to it.</summary>
internal static class IdToken
{
    /// <summary>The claims of a token that is right: its signature, issuer, audience, time and nonce.</summary>
    /// <returns>Null when something is not.</returns>
    public static JsonObject? Verify(string token, JsonObject keys, string issuer, string audience, string? nonce, DateTimeOffset now)
    {
        if (token.Split('.') is not [var header, var payload, var signature])
        {
            return null;
        }

        var head = Read(header);
        var key = keys["keys"]!.AsArray().FirstOrDefault(one => (string?)one!["kid"] == (string?)head["kid"]);
        if ((string?)head["alg"] != "ES256" || key is null)
        {
            return null;
        }

        using var ecdsa = ECDsa.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = Base64Url.DecodeFromChars((string)key["x"]!), Y = Base64Url.DecodeFromChars((string)key["y"]!) },
            }
        );
        var text = Encoding.ASCII.GetBytes($"{header}.{payload}");
        if (!ecdsa.VerifyData(text, Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256))
        {
            return null;
        }

        var claims = Read(payload);
        return
            (string?)claims["iss"] == issuer
            && (string?)claims["aud"] == audience
            && (string?)claims["nonce"] == nonce
            && (long)claims["exp"]! > now.ToUnixTimeSeconds()
            ? claims
            : null;
    }

    private static JsonObject Read(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part))!.AsObject();
}
