using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Callbacks;
using WecomPlatform.Server.Callbacks.Inbox;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Admin.Callbacks;

/// <summary><c>/admin/v1/tenants/{t}/callbacks</c>: what arrived, the newest first.</summary>
internal static class CallbackReportEndpoints
{
    private const string Replay = ":replay";

    public static void MapCallbackReports(this RouteGroupBuilder admin)
    {
        admin.MapGet("/tenants/{t}/callbacks", ListAsync);
        admin.MapPost("/tenants/{t}/callbacks/{action}", ActAsync);
    }

    private static Task<IResult> ListAsync([AsParameters] TenantListing listing, string? status, InboxStore inbox) =>
        listing.AnswerAsync(
            (tenant, cursor, limit, ct) => inbox.ListAsync(tenant, status, NumberedList.Before(cursor), limit, ct),
            CallbackView.Of,
            report => CallbackView.Of(report).Id
        );

    private static async Task<IResult> ActAsync(string t, string action, InboxStore inbox, InboxWorker worker, CancellationToken ct)
    {
        if (!NumberedList.TryParse(action, Replay, out var id))
        {
            return Problem.NotFound();
        }

        if (!TenantId.TryParse(t, out var tenant) || await inbox.FindAsync(tenant, id, ct) is null)
        {
            return new ApiProblem(404, "callback_unknown", "This tenant got no such callback, or it was long ago.");
        }

        if (!await inbox.ReplayAsync(tenant, id, ct))
        {
            return new ApiProblem(409, "callback_settled", "There is nothing to do for this callback, or it is done.");
        }

        worker.Wake();
        return Results.Ok(CallbackView.Of((await inbox.FindAsync(tenant, id, ct))!));
    }
}
