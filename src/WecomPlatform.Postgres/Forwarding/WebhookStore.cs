using Dapper;
using Npgsql;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Postgres.Sealing;

namespace WecomPlatform.Postgres.Forwarding;

/// <summary>The tenants' webhooks with their sealed secrets.</summary>
public sealed class WebhookStore(NpgsqlDataSource database, Sealer sealer)
{
    /// <summary>Creates or replaces a tenant's webhook; what waits for it is sent at once. False when there is no such tenant.</summary>
    public async Task<bool> PutAsync(WebhookRecord webhook, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
                new CommandDefinition(
                    """
                    update webhook_lane set next_at = clock_timestamp() where tenant_id = @tenant and next_at > clock_timestamp();
                    insert into webhook (tenant_id, url, format, sealed_secret, sealed_token, sealed_aes_key)
                    select t.id, @url, @format, @secret, @token, @key from tenant t where t.id = @tenant
                    on conflict (tenant_id) do update
                    set url = excluded.url, format = excluded.format, sealed_secret = excluded.sealed_secret,
                        sealed_token = excluded.sealed_token, sealed_aes_key = excluded.sealed_aes_key, updated_at = clock_timestamp()
                    """,
                    new
                    {
                        tenant = webhook.Tenant.Value,
                        url = webhook.Url.AbsoluteUri,
                        format = webhook.Format == WebhookFormat.Xml ? "xml" : "json",
                        secret = sealer.Seal(webhook.Secret, Place(webhook.Tenant, "secret")),
                        token = Seal(webhook.Token, Place(webhook.Tenant, "token")),
                        key = Seal(webhook.EncodingAesKey, Place(webhook.Tenant, "key")),
                    },
                    cancellationToken: ct
                )
            ) > 0;
    }

    /// <summary>Finds a tenant's webhook; null when it has none.</summary>
    public async Task<WebhookRecord?> FindAsync(TenantId tenant, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(
                """
                select url, format, sealed_secret as SealedSecret, sealed_token as SealedToken, sealed_aes_key as SealedAesKey
                from webhook where tenant_id = @tenant
                """,
                new { tenant = tenant.Value },
                cancellationToken: ct
            )
        );
        return row is null
            ? null
            : new WebhookRecord(
                tenant,
                new Uri(row.Url),
                row.Format == "xml" ? WebhookFormat.Xml : WebhookFormat.Json,
                sealer.Open(row.SealedSecret, Place(tenant, "secret")),
                row.SealedToken is null ? null : sealer.Open(row.SealedToken, Place(tenant, "token")),
                row.SealedAesKey is null ? null : sealer.Open(row.SealedAesKey, Place(tenant, "key"))
            );
    }

    /// <summary>Removes a tenant's webhook with all messages on their way to it.</summary>
    public async Task DeleteAsync(TenantId tenant, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(
            new CommandDefinition("delete from webhook where tenant_id = @tenant", new { tenant = tenant.Value }, cancellationToken: ct)
        );
    }

    private static string Place(TenantId tenant, string what) => $"webhook/{tenant}/{what}";

    private byte[]? Seal(Secret? secret, string place) => secret is null ? null : sealer.Seal(secret, place);

    private sealed class Row
    {
        public required string Url { get; init; }
        public required string Format { get; init; }
        public required byte[] SealedSecret { get; init; }
        public byte[]? SealedToken { get; init; }
        public byte[]? SealedAesKey { get; init; }
    }
}
