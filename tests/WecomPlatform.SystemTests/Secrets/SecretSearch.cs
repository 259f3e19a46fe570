using System.Text;
using Npgsql;
using WecomPlatform.Testing.Platform;
using WecomPlatform.Testing.Postgres;

namespace WecomPlatform.SystemTests.Secrets;

/// <summary>Everything that a platform left behind, as text to search for secrets.</summary>
internal static class SecretSearch
{
    /// <summary>What a node wrote so far.</summary>
    public static async Task<string> LogOfAsync(NodeProcess node)
    {
        await using var file = new FileStream(node.Process.LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync();
    }

    /// <summary>Every row of every table; bytes as hex.</summary>
    public static async Task<string> DumpAsync(PostgresDatabase database)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        var dump = new StringBuilder();
        foreach (var table in await ReadAsync("select quote_ident(tablename) from pg_tables where schemaname = 'public'"))
        {
            foreach (var row in await ReadAsync($"select row_to_json(t)::text from {table} t"))
            {
                dump.Append(table).Append(' ').AppendLine(row);
            }
        }

        return dump.ToString();

        async Task<List<string>> ReadAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<string>();
            while (await reader.ReadAsync())
            {
                rows.Add(reader.GetString(0));
            }

            return rows;
        }
    }

    /// <summary>The secrets that a text holds: as they are, escaped for a url, or their bytes in hex or base64.</summary>
    public static IEnumerable<string> FindIn(string text, IEnumerable<string> secrets) =>
        secrets.Where(secret => Forms(secret).Any(form => text.Contains(form, StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<string> Forms(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        return [secret, Uri.EscapeDataString(secret), Convert.ToHexString(bytes), Convert.ToBase64String(bytes).TrimEnd('=')];
    }
}
