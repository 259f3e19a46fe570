using Dapper;
using Npgsql;
using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing.Postgres;

namespace WecomPlatform.SystemTests.Chaos;

/// <summary>Has the database itself note every change of a row, in the change's own transaction: no poll could see them all.</summary>
public static class RowHistory
{
    private const string Install = """
        create table chaos_row (
            id bigint generated always as identity primary key, at timestamptz not null default clock_timestamp(),
            key text, kind text, corp_id text, agent_id integer, generation_before bigint, generation bigint, fence_before bigint,
            fence bigint, leased_before boolean, leased boolean, sealed_anew boolean, expires_at timestamptz, failure_reason integer,
            failure_code integer);
        create function chaos_note() returns trigger language plpgsql as $$
        declare
            before record;
        begin
            -- A row that is new has changed nothing; what it began with is known from then on.
            if tg_op = 'INSERT' then before := new; else before := old; end if;
            insert into chaos_row (key, kind, corp_id, agent_id, generation_before, generation, fence_before, fence, leased_before,
                                   leased, sealed_anew, expires_at, failure_reason, failure_code)
            values (new.key, new.kind, new.corp_id, new.app_id::integer, before.generation, new.generation, before.fence, new.fence,
                    before.lease_holder is not null, new.lease_holder is not null, new.sealed is distinct from before.sealed,
                    new.expires_at, new.failure_reason, new.failure_code);
            return null;
        end $$;
        create trigger chaos_note after insert or update on credential for each row execute function chaos_note();
        """;

    private const string Select = """
        select id, key, kind, corp_id as CorpId, agent_id as AgentId, at, generation_before as GenerationBefore, generation,
               fence_before as FenceBefore, fence, leased_before as LeasedBefore, leased, sealed_anew as SealedAnew,
               expires_at as ExpiresAt, failure_reason as FailureReason, failure_code as FailureCode
        from chaos_row order by id
        """;

    public static Task InstallAsync(PostgresDatabase database) => database.RunAsync<object>(Install);

    public static async Task<IReadOnlyList<RowChange>> ReadAsync(PostgresDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false");
        return [.. await connection.QueryAsync<RowChange>(Select)];
    }
}
