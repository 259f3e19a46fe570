using System.Diagnostics.CodeAnalysis;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Problems;
using WecomPlatform.Server.Registry;

namespace WecomPlatform.Server.Keys;

/// <summary>Finds out whose request it is.</summary>
internal sealed class CallerKey(RegistryCache registry)
{
    private const string Bearer = "Bearer ";

    /// <summary>Finds the caller's key: <c>Authorization</c>, or from a web page <c>X-Platform-Key</c> or <c>?key=</c>.</summary>
    /// <returns>The key, or why there is none.</returns>
    public ValueTask<(ApiKeyRecord? Key, ApiProblem? Problem)> FindAsync(HttpRequest request, string? queryKey, WaitToken ct)
    {
        if (request.Headers.Authorization is not [{ Length: > 0 } header, ..])
        {
            var key = request.Headers["X-Platform-Key"] is [{ Length: > 0 } fromPage, ..] ? fromPage : queryKey;
            return key is null ? ValueTask.FromResult(Refused(Problem.KeyMissing())) : VerifyAsync(key, isBearer: false, ct.Value);
        }

        var connection = (ConnectionKey?)request.HttpContext.Features[typeof(ConnectionKey)]; // Get<T> goes a longer way
        if (connection?.Find(header) is { } known)
        {
            return ValueTask.FromResult<(ApiKeyRecord?, ApiProblem?)>((known, null));
        }

        return FindAsync(header, connection, ct.Value);
    }

    /// <summary>Finds the caller's secret key, which must have a scope: what only backends may do.</summary>
    /// <returns>The key, or why there is none.</returns>
    public ValueTask<(ApiKeyRecord? Key, ApiProblem? Problem)> FindBackendAsync(HttpRequest request, string scope, WaitToken ct)
    {
        var finding = FindAsync(request, queryKey: null, ct);
        if (finding.IsCompletedSuccessfully)
        {
            return ValueTask.FromResult(OfBackend(finding.Result, scope));
        }

        return AwaitAsync(finding, scope);
    }

    private static async ValueTask<(ApiKeyRecord? Key, ApiProblem? Problem)> AwaitAsync(
        ValueTask<(ApiKeyRecord? Key, ApiProblem? Problem)> finding,
        string scope
    ) => OfBackend(await finding, scope);

    private static (ApiKeyRecord? Key, ApiProblem? Problem) OfBackend((ApiKeyRecord? Key, ApiProblem? Problem) found, string scope) =>
        (
            found.Key,
            found.Problem
                ?? (
                    found.Key!.Kind == ApiKeyKind.Publishable
                        ? Problem.ScopeMissing("A publishable key only signs, and by GET: this is for backends.")
                        : found.Key.CheckScope(scope)
                )
        );

    private async ValueTask<(ApiKeyRecord? Key, ApiProblem? Problem)> FindAsync(
        string header,
        ConnectionKey? connection,
        CancellationToken ct
    )
    {
        var text = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : string.Empty;
        var (key, problem) = await VerifyAsync(text, isBearer: true, ct);
        if (key is not null)
        {
            connection?.Remember(header, key, registry.KeyLine(key.Id));
        }

        return (key, problem);
    }

    private async ValueTask<(ApiKeyRecord? Key, ApiProblem? Problem)> VerifyAsync(string text, bool isBearer, CancellationToken ct)
    {
        if (!KeyText.TryParse(text, out var key))
        {
            return Refused(Problem.KeyInvalid());
        }

        if (!isBearer && key.Prefix != "pk")
        {
            return Refused(
                Problem.KeyInvalid(
                    "A secret key belongs into the Authorization header of a backend, never into a page or a url. Replace it: it may have been seen."
                )
            );
        }

        var record = await registry.FindKeyAsync(key.Id, ct);
        return IsValid(record, key) ? (record, null) : Refused(Problem.KeyInvalid());
    }

    private static (ApiKeyRecord? Key, ApiProblem? Problem) Refused(ApiProblem problem) => (null, problem);

    private static bool IsValid([NotNullWhen(true)] ApiKeyRecord? record, KeyText key) =>
        record is { TenantEnabled: true } && key.Prefix == (record.Kind == ApiKeyKind.Secret ? "sk" : "pk") && key.Matches(record.Hash);
}
