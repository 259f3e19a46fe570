using WecomPlatform.Credentials.Keys;
using WecomPlatform.Tests.Owners;

namespace WecomPlatform.Tests.Model;

/// <summary>A credential's row in PostgreSQL, for which a test makes time pass, commits get lost and clocks fall back. Times are minutes.</summary>
internal sealed class RealRow(OwnersDatabase database, CredentialKey key)
{
    /// <summary>What a clock that fell back is behind: every number there is was drawn an hour ahead of it.</summary>
    public const long FallBack = 3_600_000_000;

    private readonly object _key = new { key = key.ToString() };

    public static Task PrepareAsync(OwnersDatabase database) =>
        database.ExecuteAsync("create table if not exists row_before (isLast boolean, like credential)");

    /// <summary>To be called before whatever may commit.</summary>
    public Task RememberAsync() =>
        RunAsync(
            """
            delete from row_before where key = @key and not isLast;
            insert into row_before select false, c.* from credential c where c.key = @key
            """
        );

    /// <summary>It did commit.</summary>
    public Task CommittedAsync() =>
        RunAsync(
            """
            delete from row_before where key = @key and isLast;
            update row_before set isLast = true where key = @key
            """
        );

    public Task LoseLastCommitAsync() =>
        RunAsync(
            """
            delete from credential where key = @key;
            insert into credential
            select key, tenant_id, kind, corp_id, app_id, issued_at, generation, fence, lease_until, lease_holder, sealed, fetched_at, expires_at,
                   lifetime, slack, confirmations, forced_at, failure_reason, failure_code, failure_detail, failures, failed_at, retry_at
            from row_before where key = @key and isLast
            """
        );

    public Task PassAsync(int minutes) =>
        ChangeAsync(
            $"""
            lease_until = lease_until - interval '{minutes} minutes', expires_at = expires_at - interval '{minutes} minutes',
            retry_at = retry_at - interval '{minutes} minutes'
            """
        );

    public Task FallBackAsync() =>
        ChangeAsync(
            $"""
            generation = case when generation = 0 then 0 else generation + {FallBack} end,
            fence = case when fence = 0 then 0 else fence + {FallBack} end
            """
        );

    public Task<bool> ExistsAsync() => database.ScalarAsync<bool>("select exists (select 1 from credential where key = @key)", _key);

    public Task<long> FenceAsync() => database.ScalarAsync<long>("select coalesce(max(fence), 0) from credential where key = @key", _key);

    private async Task ChangeAsync(string columns)
    {
        await RunAsync($"update credential set {columns} where key = @key");
        await RunAsync($"update row_before set {columns} where key = @key");
    }

    private Task RunAsync(string sql) => database.ExecuteAsync(sql, _key);
}
