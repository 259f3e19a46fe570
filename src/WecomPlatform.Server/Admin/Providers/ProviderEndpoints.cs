using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Json;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Admin.Providers;

/// <summary><c>/admin/v1/tenants/{t}/provider</c>.</summary>
internal static class ProviderEndpoints
{
    private const int MaxBody = 16 * 1024;

    public static void MapProvider(this RouteGroupBuilder admin)
    {
        admin.MapGet("/tenants/{t}/provider", FindAsync);
        admin.MapPut("/tenants/{t}/provider", PutAsync);
        admin.MapDelete("/tenants/{t}/provider", DeleteAsync);
    }

    private static async Task<IResult> FindAsync(string t, ProviderStore providers, CancellationToken ct) =>
        TenantId.TryParse(t, out var tenant) && await providers.FindAsync(tenant, ct) is { } provider
            ? Results.Ok(ProviderView.Of(provider))
            : Problem.ProviderUnknown();

    private static async Task<IResult> PutAsync(
        string t,
        HttpContext context,
        TenantStore tenants,
        ProviderStore providers,
        ProviderRegistration registration
    )
    {
        var ct = context.RequestAborted;
        var (body, problem) = await JsonBody.ReadAsync(context, AdminJson.Default.ProviderBody, MaxBody);
        if (problem is not null)
        {
            return problem;
        }

        if (!TenantId.TryParse(t, out var tenant) || await tenants.FindAsync(tenant, ct) is null)
        {
            return Problem.TenantUnknown();
        }

        if (!CorpId.TryParse(body!.CorpId, out var corp))
        {
            return Problem.BodyInvalid("corpId is missing or no corpid.");
        }

        if (!SecretText.TryRead(body.Secret, out var secret))
        {
            return SecretText.Invalid();
        }

        if (!EgressText.TryParse(body.EgressProxy, out var proxy))
        {
            return EgressText.Invalid();
        }

        problem = await registration.PutAsync(new ProviderRecord(tenant, corp, proxy, default), secret, ct);
        return problem ?? Results.Ok(ProviderView.Of((await providers.FindAsync(tenant, ct))!)) as IResult;
    }

    private static async Task<IResult> DeleteAsync(string t, ProviderStore providers, CancellationToken ct) =>
        TenantId.TryParse(t, out var tenant) && await providers.DeleteAsync(tenant, ct) ? Results.NoContent() : Problem.ProviderUnknown();
}
