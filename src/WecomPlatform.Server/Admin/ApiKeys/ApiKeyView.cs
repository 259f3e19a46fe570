using WecomPlatform.Postgres.Registry;

namespace WecomPlatform.Server.Admin.ApiKeys;

/// <summary>A key as the admin API shows it; the key itself only in the answer that made it.</summary>
internal sealed record ApiKeyView(
    string Id,
    string Kind,
    IReadOnlyList<string> Scopes,
    int Rate,
    DateTimeOffset CreatedAt,
    string? Key = null
)
{
    public static ApiKeyView Of(ApiKeyRecord key) => new(key.Id, Name(key.Kind), key.Scopes, key.Rate, key.CreatedAt);

    public static string Name(ApiKeyKind kind) => kind == ApiKeyKind.Secret ? "secret" : "publishable";
}
