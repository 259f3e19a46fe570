using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Json;
using WecomPlatform.Server.Keys;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Admin.ApiKeys;

/// <summary><c>/admin/v1/tenants/{t}/keys</c>.</summary>
internal static class ApiKeyEndpoints
{
    private const int MaxBody = 16 * 1024;
    private const int MaxRate = 1_000_000;

    // A page needs one signature per url; a whole office behind one page stays far below this.
    private const int PublishableRate = 50;

    public static void MapApiKeys(this RouteGroupBuilder admin)
    {
        admin.MapPost("/tenants/{t}/keys", CreateAsync);
        admin.MapGet("/tenants/{t}/keys", ListAsync);
        admin.MapDelete("/tenants/{t}/keys/{id}", DeleteAsync);
    }

    private static async Task<IResult> CreateAsync(string t, HttpContext context, ApiKeyStore keys)
    {
        var (body, problem) = await JsonBody.ReadAsync(context, AdminJson.Default.ApiKeyBody, MaxBody);
        if (problem is not null)
        {
            return problem;
        }

        if (body!.Kind is not ("secret" or "publishable"))
        {
            return Problem.BodyInvalid("kind must be \"secret\" or \"publishable\".");
        }

        if (body.Scopes?.Except(Scopes.All, StringComparer.Ordinal).Any() is true)
        {
            return Problem.BodyInvalid($"scopes may hold: {string.Join(", ", Scopes.All)}.");
        }

        if (body.Rate is < 0 or > MaxRate)
        {
            return Problem.BodyInvalid($"rate is a number of requests a second and corp, 0 (no limit) to {MaxRate}.");
        }

        if (!TenantId.TryParse(t, out var tenant))
        {
            return Problem.TenantUnknown();
        }

        var kind = body.Kind == "secret" ? ApiKeyKind.Secret : ApiKeyKind.Publishable;
        var rate = body.Rate ?? (kind == ApiKeyKind.Publishable ? PublishableRate : 0);
        string[] scopes = body.Scopes is null ? [Scopes.Sign] : [.. body.Scopes.OfType<string>().Distinct(StringComparer.Ordinal)];
        var key = KeyText.Create(kind == ApiKeyKind.Secret ? "sk" : "pk");
        return await keys.AddAsync(tenant, key.Id, kind, key.Hash(), scopes, rate, context.RequestAborted) is { } createdAt
            ? Results.Created((string?)null, new ApiKeyView(key.Id, ApiKeyView.Name(kind), scopes, rate, createdAt, key.Reveal()))
            : Problem.TenantUnknown();
    }

    private static Task<IResult> ListAsync([AsParameters] TenantListing listing, ApiKeyStore keys) =>
        listing.AnswerAsync(keys.ListAsync, ApiKeyView.Of, key => key.Id);

    private static async Task<IResult> DeleteAsync(string t, string id, ApiKeyStore keys, CancellationToken ct) =>
        TenantId.TryParse(t, out var tenant) && await keys.DeleteAsync(tenant, id, ct)
            ? Results.NoContent()
            : new ApiProblem(404, "key_unknown", "This tenant has no such key.");
}
