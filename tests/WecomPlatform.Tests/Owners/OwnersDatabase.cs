using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using WecomPlatform.Postgres.Migrations;
using WecomPlatform.Postgres.Sealing;
using WecomPlatform.Testing.Postgres;

namespace WecomPlatform.Tests.Owners;

/// <summary>A migrated database that the tests of a class share; each uses a tenant of its own.</summary>
public sealed class OwnersDatabase : IAsyncLifetime
{
    public const string MasterKey = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    public string ConnectionString { get; private set; } = "";

    public NpgsqlDataSource Source { get; private set; } = null!;

    public static Sealer NewSealer()
    {
        var options = new SealingOptions { ActiveKey = "k1" };
        options.Keys.Add("k1", MasterKey);
        return new Sealer(Options.Create(options));
    }

    public async Task InitializeAsync()
    {
        ConnectionString = (await SharedPostgres.CreateDatabaseAsync()).ConnectionString;
        Source = NpgsqlDataSource.Create(ConnectionString);
        await new Migrator(Source, NullLogger<Migrator>.Instance).RunAsync(CancellationToken.None);
    }

    public async Task DisposeAsync() => await Source.DisposeAsync();

    public async Task ExecuteAsync(string sql, object? parameters = null)
    {
        await using var connection = await Source.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, parameters);
    }

    public async Task<T> ScalarAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql, parameters))!;
    }
}
