using System.Buffers.Text;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using WecomPlatform.Postgres.Login;

namespace WecomPlatform.Server.Login.Keys;

/// <summary><c>GET /.well-known/jwks.json</c>: the keys that id tokens are verified with (RFC 7517).</summary>
internal static class JwksEndpoint
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    public static void MapJwks(this IEndpointRouteBuilder routes) => routes.MapGet("/.well-known/jwks.json", AnswerAsync);

    private static async Task<IResult> AnswerAsync(HttpContext context, SigningKeys keys, IOptions<LoginOptions> options)
    {
        var published = await keys.PublishedAsync(context.RequestAborted);
        // Whoever keeps it so long still learns of a key before it signs.
        var age = options.Value.SigningKeyLead / 4 < MaxAge ? options.Value.SigningKeyLead / 4 : MaxAge;
        context.Response.Headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"public, max-age={(long)age.TotalSeconds}");
        context.Response.Headers.AccessControlAllowOrigin = "*"; // public keys
        return Results.Text(
            new JsonObject { ["keys"] = new JsonArray([.. published.Select(Show)]) }.ToJsonString(),
            "application/jwk-set+json"
        );
    }

    private static JsonObject Show(SigningKey key) =>
        new()
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["alg"] = "ES256",
            ["use"] = "sig",
            ["kid"] = key.Kid,
            ["x"] = Base64Url.EncodeToString(key.X.Span),
            ["y"] = Base64Url.EncodeToString(key.Y.Span),
        };
}
