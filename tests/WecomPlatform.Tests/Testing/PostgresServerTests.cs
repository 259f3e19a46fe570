using Npgsql;
using WecomPlatform.Testing.Postgres;

namespace WecomPlatform.Tests.Testing;

public sealed class PostgresServerTests
{
    [Fact]
    public async Task Each_database_is_fresh_and_empty()
    {
        var databases = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SharedPostgres.CreateDatabaseAsync()));

        databases.Select(database => database.Name).Distinct().Count().ShouldBe(4);
        foreach (var database in databases)
        {
            (await ScalarAsync(database, "SELECT count(*)::int FROM information_schema.tables WHERE table_schema = 'public'")).ShouldBe(0);
        }
    }

    [Theory]
    [InlineData(PostgresStop.Fast)]
    [InlineData(PostgresStop.Immediate)]
    public async Task Committed_data_survives_a_restart(PostgresStop how)
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await server.CreateDatabaseAsync();
        await ScalarAsync(database, "CREATE TABLE t (n int); INSERT INTO t VALUES (7)");

        await server.RestartAsync(how);

        (await ScalarAsync(database, "SELECT n FROM t")).ShouldBe(7);
    }

    [Fact]
    public async Task A_paused_cluster_answers_nothing_until_it_is_resumed()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await server.CreateDatabaseAsync();
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT 1", connection);

        server.Pause();
        var answer = command.ExecuteScalarAsync();
        using var client = new NpgsqlConnection(database.ConnectionString + ";Pooling=false;Timeout=1");
        await Should.ThrowAsync<NpgsqlException>(() => client.OpenAsync());
        answer.IsCompleted.ShouldBeFalse();
        server.Resume();

        (await answer).ShouldBe(1);
    }

    private static async Task<object?> ScalarAsync(PostgresDatabase database, string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
