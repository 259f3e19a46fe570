using System.Security.Cryptography;
using Dapper;
using Npgsql;

namespace WecomPlatform.Postgres.Sealing;

/// <summary>Seals what is stored anew with the active key, so that an older one can be taken away.</summary>
public sealed class Resealer(NpgsqlDataSource database, Sealer sealer)
{
    private const int Together = 200;

    private static readonly string Counts = $"""
        select key as Key, count(*) as Values
        from ({string.Join(
            " union all ",
            SealedColumn.All.Select(column => $"select {column.KeyId} as key from {column.Table} where {column.Column} is not null")
        )}) as sealed_value
        group by key order by key
        """;

    /// <summary>How many values each key seals, by the keys' ids.</summary>
    public async Task<IReadOnlyList<SealedCount>> CountAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<SealedCount>(new CommandDefinition(Counts, commandTimeout: 0, cancellationToken: ct))];
    }

    /// <summary>Seals all anew that another key seals. What changes meanwhile is left to whoever changes it; doing it again does the rest.</summary>
    public async Task<ResealReport> RunAsync(CancellationToken ct)
    {
        var report = new ResealReport();
        foreach (var column in SealedColumn.All)
        {
            report += await RunAsync(column, ct);
        }

        return report;
    }

    private async Task<ResealReport> RunAsync(SealedColumn column, CancellationToken ct)
    {
        await using var reading = await database.OpenConnectionAsync(ct);
        await using var writing = await database.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand(
            $"select ctid::text, {column.Column}, {column.Place} from {column.Table} where {column.Column} is not null and {column.KeyId} <> $1",
            reading
        )
        {
            CommandTimeout = 0,
            Parameters = { new NpgsqlParameter { Value = sealer.ActiveKey } },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        var report = new ResealReport();
        var batch = new List<(string Row, byte[] Stale, byte[] Fresh)>(Together);
        while (await reader.ReadAsync(ct))
        {
            var stale = await reader.GetFieldValueAsync<byte[]>(1, ct);
            if (TryReseal(stale, reader.GetString(2)) is { } fresh)
            {
                batch.Add((reader.GetString(0), stale, fresh));
            }
            else
            {
                report += new ResealReport(0, Unreadable: 1);
            }

            if (batch.Count == Together)
            {
                report += await WriteAsync(column, batch, writing, ct);
            }
        }

        return report + await WriteAsync(column, batch, writing, ct);
    }

    // Each row in a transaction of its own, and only if it still is what was read: no row is held from those who use it.
    private static async Task<ResealReport> WriteAsync(
        SealedColumn column,
        List<(string Row, byte[] Stale, byte[] Fresh)> values,
        NpgsqlConnection connection,
        CancellationToken ct
    )
    {
        if (values.Count == 0)
        {
            return default;
        }

        await using var batch = new NpgsqlBatch(connection) { EnableErrorBarriers = true, Timeout = 0 };
        foreach (var (row, stale, fresh) in values)
        {
            batch.BatchCommands.Add(
                new NpgsqlBatchCommand(
                    $"update {column.Table} set {column.Column} = $1 where ctid = $2::text::tid and {column.Column} = $3"
                )
                {
                    Parameters =
                    {
                        new NpgsqlParameter { Value = fresh },
                        new NpgsqlParameter { Value = row },
                        new NpgsqlParameter { Value = stale },
                    },
                }
            );
        }

        var resealed = await batch.ExecuteNonQueryAsync(ct);
        values.Clear();
        return new ResealReport(resealed, Unreadable: 0);
    }

    private byte[]? TryReseal(byte[] stale, string place)
    {
        try
        {
            return sealer.Seal(sealer.Open(stale, place), place);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
