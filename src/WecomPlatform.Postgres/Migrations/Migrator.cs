using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace WecomPlatform.Postgres.Migrations;

/// <summary>Brings the database's schema up to date: the scripts below <c>db/</c> in order, each once, under a lock that nodes starting together share.</summary>
public sealed partial class Migrator(NpgsqlDataSource database, ILogger<Migrator> logger)
{
    private const long Lock = 0x5765436f6d; // "WeCom": any number that nothing else in this database locks.

    /// <summary>The platform's own schema: <c>db/migrations</c>.</summary>
    public const string Platform = "migrations";

    /// <summary>What Orleans' ADO.NET providers need: <c>db/orleans</c>.</summary>
    public const string Orleans = "orleans";

    /// <summary>Applies what the platform's own schema lacks.</summary>
    /// <exception cref="InvalidOperationException">A migration that was applied has since been changed.</exception>
    public Task RunAsync(CancellationToken ct) => RunAsync([Platform], ct);

    /// <summary>Applies what is missing of these folders.</summary>
    /// <exception cref="InvalidOperationException">A migration that was applied has since been changed.</exception>
    public async Task RunAsync(IReadOnlyList<string> folders, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(
            new CommandDefinition("select pg_advisory_lock(@Lock)", new { Lock }, commandTimeout: 0, cancellationToken: ct)
        );
        try
        {
            await ApplyAsync(connection, folders, ct);
        }
        finally
        {
            await connection.ExecuteAsync("select pg_advisory_unlock(@Lock)", new { Lock });
        }
    }

    private async Task ApplyAsync(NpgsqlConnection connection, IReadOnlyList<string> folders, CancellationToken ct)
    {
        await connection.ExecuteAsync(
            new CommandDefinition(
                "create table if not exists schema_migration (name text primary key, hash text not null, applied_at timestamptz not null default clock_timestamp())",
                cancellationToken: ct
            )
        );
        var rows = await connection.QueryAsync<(string Name, string Hash)>(
            new CommandDefinition("select name, hash from schema_migration", cancellationToken: ct)
        );
        var applied = rows.ToDictionary(row => row.Name, row => row.Hash, StringComparer.Ordinal);

        foreach (var (name, sql) in folders.SelectMany(Scripts))
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)));
            if (applied.TryGetValue(name, out var known))
            {
                if (known != hash)
                {
                    throw new InvalidOperationException(
                        $"Migration {name} was applied with another text; changes belong in a new migration."
                    );
                }

                continue;
            }

            await using var transaction = await connection.BeginTransactionAsync(ct);
            await connection.ExecuteAsync(new CommandDefinition(sql, transaction: transaction, commandTimeout: 0, cancellationToken: ct));
            await connection.ExecuteAsync(
                new CommandDefinition(
                    "insert into schema_migration (name, hash) values (@name, @hash)",
                    new { name, hash },
                    transaction,
                    cancellationToken: ct
                )
            );
            await transaction.CommitAsync(ct);
            LogApplied(name);
        }
    }

    private static IEnumerable<(string Name, string Sql)> Scripts(string folder)
    {
        var assembly = typeof(Migrator).Assembly;
        foreach (
            var resource in assembly
                .GetManifestResourceNames()
                .Where(n => n.StartsWith(folder + '/', StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        )
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            yield return (folder == Platform ? resource[(folder.Length + 1)..] : resource, reader.ReadToEnd());
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Applied migration {Name}.")]
    private partial void LogApplied(string name);
}
