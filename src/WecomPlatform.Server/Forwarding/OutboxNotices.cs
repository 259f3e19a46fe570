using System.Text.Json.Nodes;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Postgres.Changes;
using WecomPlatform.Postgres.Forwarding;

namespace WecomPlatform.Server.Forwarding;

/// <summary>Notices by way of the outbox.</summary>
internal sealed class OutboxNotices(OutboxStore outbox, OutboxWorker worker, DatabaseContact database) : ITenantNotices
{
    public async Task SendAsync(TenantId tenant, string type, CorpId? corp, JsonObject data, CancellationToken ct)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(database.UnixSeconds);
        if (await outbox.AddNoticeAsync(tenant, type, corp, new Secret(data.ToJsonString()), at, ct))
        {
            worker.Wake();
        }
    }
}
