using System.Collections.Frozen;
using Dapper;
using Npgsql;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Signing;

namespace WecomPlatform.Postgres.Registry;

/// <summary>The tenants' corps, each read together with its apps.</summary>
public sealed class CorpStore(NpgsqlDataSource database)
{
    /// <summary>Creates or replaces a corp; its apps stay.</summary>
    /// <returns>False when there is no such tenant.</returns>
    public async Task<bool> PutAsync(
        TenantId tenant,
        CorpId corp,
        string name,
        AgentId? ticketSource,
        Uri? egressProxy,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.ExecuteAsync(
            new CommandDefinition(
                """
                insert into corp (tenant_id, corp_id, name, ticket_source, egress_proxy)
                select t.id, @corp, @name, @ticketSource, @egressProxy from tenant t where t.id = @tenant
                on conflict (tenant_id, corp_id) do update
                set name = excluded.name, ticket_source = excluded.ticket_source, egress_proxy = excluded.egress_proxy
                """,
                new
                {
                    tenant = tenant.Value,
                    corp = corp.Value,
                    name,
                    ticketSource = ticketSource?.Value,
                    egressProxy = egressProxy?.OriginalString,
                },
                cancellationToken: ct
            )
        );
        return rows > 0;
    }

    /// <summary>Finds a corp with its apps.</summary>
    public async Task<CorpRecord?> FindAsync(TenantId tenant, CorpId corp, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var grid = await connection.QueryMultipleAsync(
            new CommandDefinition(
                $"""
                select {CorpRow.Columns} from corp where tenant_id = @tenant and corp_id = @corp;
                select {AgentRow.Columns} from {AgentRow.Tables} where g.tenant_id = @tenant and g.corp_id = @corp
                """,
                new { tenant = tenant.Value, corp = corp.Value },
                cancellationToken: ct
            )
        );
        return (await ReadAsync(grid, tenant)).SingleOrDefault();
    }

    /// <summary>Lists a tenant's corps with their apps, in the order of their corpids.</summary>
    public async Task<IReadOnlyList<CorpRecord>> ListAsync(TenantId tenant, string? after, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var grid = await connection.QueryMultipleAsync(
            new CommandDefinition(
                $"""
                select {CorpRow.Columns} from corp
                where tenant_id = @tenant and (@after is null or corp_id > @after) order by corp_id limit @limit;
                select {AgentRow.Columns} from {AgentRow.Tables} where g.tenant_id = @tenant and g.corp_id in (
                    select corp_id from corp
                    where tenant_id = @tenant and (@after is null or corp_id > @after) order by corp_id limit @limit)
                """,
                new
                {
                    tenant = tenant.Value,
                    after,
                    limit,
                },
                cancellationToken: ct
            )
        );
        return await ReadAsync(grid, tenant);
    }

    /// <summary>Deletes a corp with its apps and their credentials.</summary>
    public async Task<bool> DeleteAsync(TenantId tenant, CorpId corp, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
                new CommandDefinition(
                    "delete from corp where tenant_id = @tenant and corp_id = @corp",
                    new { tenant = tenant.Value, corp = corp.Value },
                    cancellationToken: ct
                )
            ) > 0;
    }

    private static async Task<List<CorpRecord>> ReadAsync(SqlMapper.GridReader grid, TenantId tenant)
    {
        var corps = await grid.ReadAsync<CorpRow>();
        var agents = (await grid.ReadAsync<AgentRow>()).ToLookup(agent => agent.CorpId, StringComparer.Ordinal);
        return [.. corps.Select(corp => corp.ToRecord(tenant, agents[corp.CorpId].Select(agent => agent.ToRecord())))];
    }

    private sealed class CorpRow
    {
        public const string Columns = "corp_id as CorpId, name, ticket_source as TicketSource, egress_proxy as EgressProxy";

        public required string CorpId { get; init; }
        public required string Name { get; init; }
        public int? TicketSource { get; init; }
        public string? EgressProxy { get; init; }

        public CorpRecord ToRecord(TenantId tenant, IEnumerable<AgentRecord> agents) =>
            new(
                tenant,
                WecomPlatform.Credentials.Ids.CorpId.Parse(CorpId),
                Name,
                TicketSource is { } source ? AgentId.Create(source) : null,
                EgressProxy is { } proxy ? new Uri(proxy) : null,
                agents.ToFrozenDictionary(agent => agent.Id)
            );
    }

    private sealed class AgentRow
    {
        public const string Columns = """
            g.corp_id as CorpId, g.agent_id as AgentId, g.kind, g.trusted_domains as TrustedDomains, g.egress_proxy as EgressProxy,
            g.strict_urls or coalesce(s.strict_urls, false) as StrictUrls, g.secret_proven as SecretProven, g.updated_at as UpdatedAt,
            g.suite_id as SuiteId, g.replaced_by as ReplacedBy, a.state as Authorization,
            coalesce(s.trusted_domains, '{}') as InheritedDomains
            """;

        public const string Tables = """
            agent g
            left join suite s on s.tenant_id = g.tenant_id and s.suite_id = g.suite_id
            left join suite_authorization a on a.tenant_id = g.tenant_id and a.suite_id = g.suite_id and a.corp_id = g.corp_id
            """;

        public required string CorpId { get; init; }
        public int AgentId { get; init; }
        public required string Kind { get; init; }
        public required string[] TrustedDomains { get; init; }
        public string? EgressProxy { get; init; }
        public bool StrictUrls { get; init; }
        public bool SecretProven { get; init; }
        public DateTime UpdatedAt { get; init; }
        public string? SuiteId { get; init; }
        public int? ReplacedBy { get; init; }
        public string? Authorization { get; init; }
        public required string[] InheritedDomains { get; init; }

        public AgentRecord ToRecord() =>
            new(
                WecomPlatform.Credentials.Ids.AgentId.Create(AgentId),
                Kind,
                [.. TrustedDomains.Select(TrustedDomain.Parse)],
                EgressProxy is null ? null : new Uri(EgressProxy),
                StrictUrls,
                SecretProven,
                new DateTimeOffset(UpdatedAt)
            )
            {
                Suite = SuiteId is null ? null : WecomPlatform.Credentials.Ids.SuiteId.Parse(SuiteId),
                ReplacedBy = ReplacedBy is { } other ? WecomPlatform.Credentials.Ids.AgentId.Create(other) : null,
                Authorization = SuiteId is null ? null : State(Authorization),
                InheritedDomains = [.. InheritedDomains.Select(TrustedDomain.Parse)],
            };

        // An app whose authorization's row is gone is as good as cancelled.
        private static AuthorizationState State(string? state) =>
            Enum.TryParse<AuthorizationState>(state, ignoreCase: true, out var known) ? known : AuthorizationState.Cancelled;
    }
}
