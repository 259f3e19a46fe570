using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Postgres.Forwarding;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Testing;
using WecomPlatform.Tests.Owners;

namespace WecomPlatform.Tests.Forwarding;

/// <summary>How long messages that no webhook took are kept.</summary>
public sealed class RetentionTests(OwnersDatabase database) : IClassFixture<OwnersDatabase>
{
    private static readonly TimeSpan Keep = TimeSpan.FromDays(30);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_dead_letter_is_kept_for_a_while_and_one_that_waits_until_it_is_taken()
    {
        var tenant = TenantId.Parse($"t{Guid.NewGuid():N}");
        var outbox = await OpenAsync(tenant);
        await AddAsync(outbox, tenant, "wwdead");
        await Eventually.TrueAsync(async _ => await FailAsync(outbox), "it is given up");
        await AddAsync(outbox, tenant, "wwwaiting");
        await AgeAsync(tenant, days: 29);

        await outbox.PruneAsync(Keep, default);
        (await ListAsync(outbox, tenant)).ShouldBe(["wwwaiting", "wwdead"]);

        await AgeAsync(tenant, days: 31);
        await outbox.PruneAsync(Keep, default);
        (await ListAsync(outbox, tenant)).ShouldBe(["wwwaiting"]);
    }

    private static async Task<bool> FailAsync(OutboxStore outbox)
    {
        var lane = (await outbox.ClaimAsync(1, Lease, 1, [], default)).Single();
        var message = (await outbox.NextAsync(lane, Lease, delivered: null, default))!;
        return await outbox.FailAsync(lane, message.Id, "refused", retryIn: TimeSpan.Zero, giveUpAfter: TimeSpan.Zero, default);
    }

    private async Task<OutboxStore> OpenAsync(TenantId tenant)
    {
        var sealer = OwnersDatabase.NewSealer();
        await new TenantStore(database.Source).CreateAsync(tenant, "x", default);
        var webhook = new WebhookRecord(tenant, new Uri("https://saas.example.com/"), WebhookFormat.Json, new Secret("s"), null, null);
        (await new WebhookStore(database.Source, sealer).PutAsync(webhook, default)).ShouldBeTrue();
        return new OutboxStore(database.Source, sealer);
    }

    private static Task<bool> AddAsync(OutboxStore outbox, TenantId tenant, string corp) =>
        outbox.AddNoticeAsync(tenant, "corp.installed", CorpId.Parse(corp), new Secret("{}"), DateTimeOffset.UnixEpoch, default);

    private static async Task<IEnumerable<string>> ListAsync(OutboxStore outbox, TenantId tenant) =>
        (await outbox.ListAsync(tenant, status: null, before: null, limit: 10, default)).Select(report => report.CorpId);

    private Task AgeAsync(TenantId tenant, int days) =>
        database.ExecuteAsync(
            """
            update webhook_message
            set created_at = clock_timestamp() - @age, tries_since = clock_timestamp() - @age
            where tenant_id = @tenant
            """,
            new { tenant = tenant.Value, age = TimeSpan.FromDays(days) }
        );
}
