using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Login;
using WecomPlatform.Server.Json;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Admin.LoginHosts;

/// <summary><c>/admin/v1/tenants/{t}/hosts</c>: the tenant's own names for this platform, under which its logins run.</summary>
internal static class LoginHostEndpoints
{
    private const int MaxBody = 16 * 1024;

    public static void MapLoginHosts(this RouteGroupBuilder admin)
    {
        admin.MapGet("/tenants/{t}/hosts", ListAsync);
        admin.MapPut("/tenants/{t}/hosts", PutAsync);
        admin.MapPost("/tenants/{t}/hosts", PutAsync);
        admin.MapDelete("/tenants/{t}/hosts", RemoveAsync);
    }

    private static Task<IResult> ListAsync([AsParameters] TenantListing listing, LoginHostStore hosts) =>
        listing.AnswerAsync(hosts.ListAsync, LoginHostView.Of, host => host.Host);

    private static async Task<IResult> PutAsync(string t, HttpContext context, LoginHostStore hosts)
    {
        var (body, problem) = await JsonBody.ReadAsync(context, AdminJson.Default.LoginHostBody, MaxBody);
        if (problem is not null)
        {
            return problem;
        }

        if (!HostText.TryRead(body!.Host, out var name))
        {
            return Problem.BodyInvalid("host is a host name, with a port where it is not the scheme's own; no scheme, path or wildcard.");
        }

        if (!TenantId.TryParse(t, out var tenant))
        {
            return Problem.TenantUnknown();
        }

        var host = new LoginHost(tenant, name, body.IsDefault);
        return await hosts.PutAsync(host, context.RequestAborted)
            ? Results.Ok(LoginHostView.Of(host))
            : new ApiProblem(409, "host_taken", "There is no such tenant, or the host is another tenant's.");
    }

    private static async Task<IResult> RemoveAsync(string t, string? host, LoginHostStore hosts, CancellationToken ct) =>
        TenantId.TryParse(t, out var tenant) && HostText.TryRead(host, out var name) && await hosts.RemoveAsync(tenant, name, ct)
            ? Results.NoContent()
            : new ApiProblem(404, "host_unknown", "This tenant has no such host. Name it in ?host=.");
}
