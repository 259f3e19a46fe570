using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using WecomPlatform.Postgres.Migrations;
using WecomPlatform.Testing.Postgres;

namespace WecomPlatform.Grains.Tests.Sql;

/// <summary>The statements that Orleans' providers look up, run by hand.</summary>
public sealed class OrleansSql : IAsyncLifetime
{
    private NpgsqlDataSource _database = null!;

    public async Task InitializeAsync()
    {
        _database = NpgsqlDataSource.Create((await SharedPostgres.CreateDatabaseAsync()).ConnectionString);
        await new Migrator(_database, NullLogger<Migrator>.Instance).RunAsync([Migrator.Orleans], CancellationToken.None);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    /// <summary>Runs the statement of that key; the first column of its first row.</summary>
    public async Task<object?> RunAsync(string key, params NpgsqlParameter[] parameters)
    {
        await using var connection = await _database.OpenConnectionAsync();
        await using var lookUp = new NpgsqlCommand("select querytext from orleansquery where querykey = $1", connection)
        {
            Parameters = { new NpgsqlParameter { Value = key } },
        };
        var text = (string)(await lookUp.ExecuteScalarAsync())!;
        await using var command = new NpgsqlCommand(text, connection);
        command.Parameters.AddRange(parameters);
        return await command.ExecuteScalarAsync() is { } value and not DBNull ? value : null;
    }
}
