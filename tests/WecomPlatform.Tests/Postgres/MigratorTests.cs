using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using WecomPlatform.Postgres.Migrations;
using WecomPlatform.Testing.Postgres;

namespace WecomPlatform.Tests.Postgres;

public sealed class MigratorTests : IAsyncLifetime
{
    private NpgsqlDataSource _database = null!;

    public async Task InitializeAsync() =>
        _database = NpgsqlDataSource.Create((await SharedPostgres.CreateDatabaseAsync()).ConnectionString);

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Migrating_again_changes_nothing()
    {
        await MigrateAsync();
        var applied = await AppliedAsync();
        applied.ShouldNotBeEmpty();
        await MigrateAsync();

        (await AppliedAsync()).ShouldBe(applied);
    }

    [Fact]
    public async Task Nodes_that_start_together_migrate_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(MigrateAsync))).WaitAsync(TimeSpan.FromSeconds(60));

        var applied = await AppliedAsync();
        applied.Distinct().Count().ShouldBe(applied.Count);
        applied.ShouldBe(applied.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_migration_that_was_changed_after_it_was_applied_is_refused_and_named()
    {
        await MigrateAsync();
        await using (var connection = await _database.OpenConnectionAsync())
        {
            await connection.ExecuteAsync("update schema_migration set hash = 'other' where name like '0001%'");
        }

        (await Should.ThrowAsync<InvalidOperationException>(MigrateAsync)).Message.ShouldContain("0001_credentials.sql");
        // The lock was given back: a corrected node can start.
        await using (var connection = await _database.OpenConnectionAsync())
        {
            (await connection.ExecuteScalarAsync<long>("select count(*) from pg_locks where locktype = 'advisory'")).ShouldBe(0);
        }
    }

    private Task MigrateAsync() => new Migrator(_database, NullLogger<Migrator>.Instance).RunAsync(CancellationToken.None);

    private async Task<List<string>> AppliedAsync()
    {
        await using var connection = await _database.OpenConnectionAsync();
        return (
            await connection.QueryAsync<string>("select name || ' ' || hash || ' ' || applied_at from schema_migration order by name")
        ).AsList();
    }
}
