using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Json;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Admin.Corps;

/// <summary><c>/admin/v1/tenants/{t}/corps</c>.</summary>
internal static class CorpEndpoints
{
    private const int MaxBody = 16 * 1024;

    public static void MapCorps(this RouteGroupBuilder admin)
    {
        admin.MapGet("/tenants/{t}/corps", ListAsync);
        admin.MapGet("/tenants/{t}/corps/{corpId}", FindAsync);
        admin.MapPut("/tenants/{t}/corps/{corpId}", PutAsync);
        admin.MapDelete("/tenants/{t}/corps/{corpId}", DeleteAsync);
    }

    private static Task<IResult> ListAsync([AsParameters] TenantListing listing, CorpStore corps) =>
        listing.AnswerAsync(corps.ListAsync, CorpView.Of, corp => corp.Id.Value);

    private static async Task<IResult> FindAsync(string t, string corpId, CorpStore corps, CancellationToken ct) =>
        TenantId.TryParse(t, out var tenant) && CorpId.TryParse(corpId, out var id) && await corps.FindAsync(tenant, id, ct) is { } corp
            ? Results.Ok(CorpView.Of(corp))
            : Problem.CorpUnknown();

    private static async Task<IResult> PutAsync(string t, string corpId, HttpContext context, CorpStore corps)
    {
        var (body, problem) = await JsonBody.ReadAsync(context, AdminJson.Default.CorpBody, MaxBody);
        if (problem is not null)
        {
            return problem;
        }

        if (!CorpId.TryParse(corpId, out var id) || !NameText.TryRead(body!.Name, out var name))
        {
            return Problem.BodyInvalid(
                $"A corp has a corpid (1 to 64 visible ASCII characters without /) and a name (1 to {NameText.MaxLength} characters, no control characters)."
            );
        }

        AgentId? source = null;
        if (body.TicketSource is { } number)
        {
            if (!AgentId.TryCreate(number, out var agent))
            {
                return Problem.BodyInvalid("ticketSource must be an agentid.");
            }

            source = agent;
        }

        if (!EgressText.TryParse(body.EgressProxy, out var proxy))
        {
            return EgressText.Invalid();
        }

        return TenantId.TryParse(t, out var tenant) && await corps.PutAsync(tenant, id, name, source, proxy, context.RequestAborted)
            ? Results.Ok(CorpView.Of((await corps.FindAsync(tenant, id, context.RequestAborted))!))
            : Problem.TenantUnknown();
    }

    private static async Task<IResult> DeleteAsync(string t, string corpId, CorpStore corps, CancellationToken ct) =>
        TenantId.TryParse(t, out var tenant) && CorpId.TryParse(corpId, out var id) && await corps.DeleteAsync(tenant, id, ct)
            ? Results.NoContent()
            : Problem.CorpUnknown();
}
