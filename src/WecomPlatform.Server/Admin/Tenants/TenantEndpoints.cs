using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Forwarding;
using WecomPlatform.Postgres.Login;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Admin.Webhooks;
using WecomPlatform.Server.Json;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Admin.Tenants;

/// <summary><c>/admin/v1/tenants</c>.</summary>
internal static class TenantEndpoints
{
    private const int MaxBody = 16 * 1024;

    public static void MapTenants(this RouteGroupBuilder admin)
    {
        admin.MapPost("/tenants", CreateAsync);
        admin.MapGet("/tenants", ListAsync);
        admin.MapGet("/tenants/{t}", FindAsync);
        admin.MapPatch("/tenants/{t}", ChangeAsync);
        admin.MapDelete("/tenants/{t}", DeleteAsync);
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context,
        TenantStore tenants,
        WebhookRegistration registration,
        WebhookStore webhooks,
        JuziAllowListStore juzi
    )
    {
        var (body, problem) = await JsonBody.ReadAsync(context, AdminJson.Default.TenantBody, MaxBody);
        if (problem is not null)
        {
            return problem;
        }

        if (body!.Juzi is { IsValid: false })
        {
            return JuziInvalid();
        }

        if (!TenantId.TryParse(body.Id, out var id) || !NameText.TryRead(body.Name, out var name))
        {
            return Problem.BodyInvalid(
                $"A tenant has an id (1 to 64 visible ASCII characters without /) and a name (1 to {NameText.MaxLength} characters, no control characters)."
            );
        }

        var ct = context.RequestAborted;
        if (await tenants.CreateAsync(id, name, ct) is not { } tenant)
        {
            return new ApiProblem(409, "tenant_exists", "There is a tenant of this id already.");
        }

        problem = await registration.ApplyAsync(id, body.Webhook, ct);
        if (body.Juzi is not null)
        {
            await juzi.PutAsync(id, body.Juzi.ToList(), ct);
        }

        return problem is null
            ? Results.Created(
                $"/admin/v1/tenants/{Uri.EscapeDataString(tenant.Id.Value)}",
                TenantView.Of(tenant, await webhooks.FindAsync(id, ct), await juzi.FindAsync(id, ct))
            )
            : problem;
    }

    private static async Task<IResult> ListAsync(TenantStore tenants, int? limit, string? cursor, CancellationToken ct)
    {
        var (paging, problem) = Paging.Read(limit, cursor);
        return problem is null
            ? Results.Ok(
                paging!.Page(
                    await tenants.ListAsync(paging.After, paging.Limit + 1, ct),
                    tenant => TenantView.Of(tenant),
                    tenant => tenant.Id.Value
                )
            )
            : problem;
    }

    private static async Task<IResult> FindAsync(
        string t,
        TenantStore tenants,
        WebhookStore webhooks,
        JuziAllowListStore juzi,
        CancellationToken ct
    ) =>
        TenantId.TryParse(t, out var id) && await tenants.FindAsync(id, ct) is { } tenant
            ? Results.Ok(TenantView.Of(tenant, await webhooks.FindAsync(id, ct), await juzi.FindAsync(id, ct)))
            : Problem.TenantUnknown();

    private static async Task<IResult> ChangeAsync(
        string t,
        HttpContext context,
        TenantStore tenants,
        WebhookRegistration registration,
        WebhookStore webhooks,
        JuziAllowListStore juzi
    )
    {
        var (body, problem) = await JsonBody.ReadAsync(context, AdminJson.Default.TenantBody, MaxBody);
        if (problem is not null)
        {
            return problem;
        }

        if (body!.Name is not null && !NameText.TryRead(body.Name, out _))
        {
            return Problem.BodyInvalid($"A name has 1 to {NameText.MaxLength} characters, no control characters.");
        }

        if (body.Juzi is { IsValid: false })
        {
            return JuziInvalid();
        }

        var ct = context.RequestAborted;
        if (!TenantId.TryParse(t, out var id) || await tenants.FindAsync(id, ct) is null)
        {
            return Problem.TenantUnknown();
        }

        problem = await registration.ApplyAsync(id, body.Webhook, ct);
        if (problem is not null)
        {
            return problem;
        }

        if (body.Juzi is not null)
        {
            await juzi.PutAsync(id, body.Juzi.ToList(), ct);
        }

        return await tenants.ChangeAsync(id, body.Name, body.Enabled, ct) is { } tenant
            ? Results.Ok(TenantView.Of(tenant, await webhooks.FindAsync(id, ct), await juzi.FindAsync(id, ct)))
            : Problem.TenantUnknown();
    }

    private static ApiProblem JuziInvalid() =>
        Problem.BodyInvalid(
            "juzi is {\"orgIds\":[…],\"corpIds\":[…]}: ids in visible ASCII, at most 64 characters each, at most 1000 of each."
        );

    private static async Task<IResult> DeleteAsync(string t, TenantStore tenants, CancellationToken ct) =>
        TenantId.TryParse(t, out var id) && await tenants.DeleteAsync(id, ct) ? Results.NoContent() : Problem.TenantUnknown();
}
