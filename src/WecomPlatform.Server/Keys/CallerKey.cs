using System.Diagnostics.CodeAnalysis;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Problems;
using WecomPlatform.Server.Registry;

namespace WecomPlatform.Server.Keys;

/// <summary>Finds out whose request it is.</summary>
internal sealed class CallerKey(RegistryCache registry)
{
    private const string Bearer = "Bearer ";

    /// <summary>Finds the caller's key: <c>Authorization</c>, or from a web page <c>X-Platform-Key</c> or <c>?key=</c>.</summary>
    /// <returns>The key, or why there is none.</returns>
    public async ValueTask<(ApiKeyRecord? Key, ApiProblem? Problem)> FindAsync(HttpRequest request, string? queryKey, CancellationToken ct)
    {
        if (Read(request, queryKey, out var isBearer) is not { } text)
        {
            return (null, Problem.KeyMissing());
        }

        if (!KeyText.TryParse(text, out var key))
        {
            return (null, Problem.KeyInvalid());
        }

        if (!isBearer && key.Prefix != "pk")
        {
            return (
                null,
                Problem.KeyInvalid(
                    "A secret key belongs into the Authorization header of a backend, never into a page or a url. Replace it: it may have been seen."
                )
            );
        }

        var record = await registry.FindKeyAsync(key.Id, ct);
        return IsValid(record, key) ? (record, null) : (null, Problem.KeyInvalid());
    }

    private static bool IsValid([NotNullWhen(true)] ApiKeyRecord? record, KeyText key) =>
        record is { TenantEnabled: true } && key.Prefix == (record.Kind == ApiKeyKind.Secret ? "sk" : "pk") && key.Matches(record.Hash);

    private static string? Read(HttpRequest request, string? queryKey, out bool isBearer)
    {
        isBearer = true;
        if (request.Headers.Authorization is [{ Length: > 0 } header, ..])
        {
            return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : string.Empty;
        }

        isBearer = false;
        return request.Headers["X-Platform-Key"] is [{ Length: > 0 } key, ..] ? key : queryKey;
    }
}
