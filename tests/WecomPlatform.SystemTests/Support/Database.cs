using Npgsql;
using WecomPlatform.Testing.Postgres;

namespace WecomPlatform.SystemTests.Support;

/// <summary>What tests do to the database behind the nodes' backs.</summary>
public static class Database
{
    /// <summary>Runs a statement; the first value that it returns.</summary>
    public static async Task<T?> RunAsync<T>(this PostgresDatabase database, string sql)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }
}
