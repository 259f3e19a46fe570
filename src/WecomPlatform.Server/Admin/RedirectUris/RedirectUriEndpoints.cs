using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Onboarding;
using WecomPlatform.Server.Json;
using WecomPlatform.Server.Onboarding;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Admin.RedirectUris;

/// <summary><c>/admin/v1/tenants/{t}/redirect-uris</c>: where browsers may be sent back to after an installation or a login.</summary>
internal static class RedirectUriEndpoints
{
    private const int MaxBody = 16 * 1024;

    public static void MapRedirectUris(this RouteGroupBuilder admin)
    {
        admin.MapGet("/tenants/{t}/redirect-uris", ListAsync);
        admin.MapPost("/tenants/{t}/redirect-uris", AddAsync);
        admin.MapPut("/tenants/{t}/redirect-uris", AddAsync);
        admin.MapDelete("/tenants/{t}/redirect-uris", RemoveAsync);
    }

    private static Task<IResult> ListAsync([AsParameters] TenantListing listing, RedirectUriStore uris) =>
        listing.AnswerAsync(uris.ListAsync, uri => new RedirectUriView(uri), uri => uri);

    private static async Task<IResult> AddAsync(string t, HttpContext context, RedirectUriStore uris)
    {
        var (body, problem) = await JsonBody.ReadAsync(context, AdminJson.Default.RedirectUriBody, MaxBody);
        if (problem is not null)
        {
            return problem;
        }

        if (!RedirectUriText.IsValid(body!.Uri))
        {
            return Problem.BodyInvalid(
                "uri must be an absolute http(s) url in visible ASCII, without userinfo and #, at most 2048 characters."
            );
        }

        return TenantId.TryParse(t, out var tenant) && await uris.AddAsync(tenant, body.Uri, context.RequestAborted)
            ? Results.Ok(new RedirectUriView(body.Uri))
            : Problem.TenantUnknown();
    }

    private static async Task<IResult> RemoveAsync(string t, string? uri, RedirectUriStore uris, CancellationToken ct) =>
        TenantId.TryParse(t, out var tenant) && uri is not null && await uris.RemoveAsync(tenant, uri, ct)
            ? Results.NoContent()
            : new ApiProblem(404, "redirect_uri_unknown", "This tenant has no such redirect uri. Name it in ?uri=, percent-encoded.");
}
