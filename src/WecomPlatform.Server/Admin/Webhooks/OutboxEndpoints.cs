using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Forwarding;
using WecomPlatform.Server.Forwarding;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Admin.Webhooks;

/// <summary><c>/admin/v1/tenants/{t}/outbox</c>: what the tenant's webhook did not take yet, the newest first.</summary>
internal static class OutboxEndpoints
{
    private const string Replay = ":replay";

    public static void MapOutbox(this RouteGroupBuilder admin)
    {
        admin.MapGet("/tenants/{t}/outbox", ListAsync);
        admin.MapPost("/tenants/{t}/outbox/{action}", ActAsync);
    }

    private static Task<IResult> ListAsync([AsParameters] TenantListing listing, string? status, OutboxStore outbox) =>
        listing.AnswerAsync(
            (tenant, cursor, limit, ct) => outbox.ListAsync(tenant, status, NumberedList.Before(cursor), limit, ct),
            OutboxView.Of,
            report => OutboxView.Of(report).Id
        );

    private static async Task<IResult> ActAsync(string t, string action, OutboxStore outbox, OutboxWorker worker, CancellationToken ct)
    {
        if (!NumberedList.TryParse(action, Replay, out var id))
        {
            return Problem.NotFound();
        }

        if (!TenantId.TryParse(t, out var tenant) || !await outbox.ReplayAsync(tenant, id, ct))
        {
            return new ApiProblem(404, "message_unknown", "This tenant has no such message that was given up.");
        }

        worker.Wake();
        return Results.Accepted();
    }
}
