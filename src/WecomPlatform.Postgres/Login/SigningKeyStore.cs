using System.Security.Cryptography;
using Dapper;
using Npgsql;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Postgres.Sealing;

namespace WecomPlatform.Postgres.Login;

/// <summary>The keys that sign id tokens. All nodes share them; private keys are sealed.</summary>
public sealed class SigningKeyStore(NpgsqlDataSource database, Sealer sealer)
{
    private const int KidBytes = 12;

    // Clocks of those who verify tokens may be behind.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <summary>Lists the keys that are published, oldest first.</summary>
    public async Task<IReadOnlyList<SigningKey>> ListAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(
                """
                select kid, x, y, sealed_key as Box, signs_from as SignsFrom, signs_until as SignsUntil
                from login_signing_key where published_until > clock_timestamp() order by signs_from
                """,
                cancellationToken: ct
            )
        );
        return
        [
            .. rows.Select(row => new SigningKey(
                row.Kid,
                row.X,
                row.Y,
                sealer.Open(row.Box, Place(row.Kid)),
                new DateTimeOffset(row.SignsFrom),
                new DateTimeOffset(row.SignsUntil)
            )),
        ];
    }

    /// <summary>Makes the next key when it is time: the first one at once, each other so long before it signs. Forgets old ones.</summary>
    /// <param name="lifetime">How long a key signs.</param>
    /// <param name="lead">How long it is published before.</param>
    /// <param name="tokenLifetime">How long a token lives.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task EnsureAsync(TimeSpan lifetime, TimeSpan lead, TimeSpan tokenLifetime, CancellationToken ct)
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = ecdsa.ExportParameters(includePrivateParameters: true);
        var kid = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KidBytes));
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                lock table login_signing_key in share row exclusive mode;
                delete from login_signing_key where published_until < clock_timestamp();
                insert into login_signing_key (kid, x, y, sealed_key, signs_from, signs_until, published_until)
                select @kid, @x, @y, @box, next.begins, next.begins + make_interval(secs => @lifetime),
                       next.begins + make_interval(secs => @lifetime + @keep)
                from (select greatest(coalesce(max(signs_until), clock_timestamp()), clock_timestamp()) as begins from login_signing_key) next
                where next.begins < clock_timestamp() + make_interval(secs => @lead);
                """,
                new
                {
                    kid,
                    x = key.Q.X,
                    y = key.Q.Y,
                    box = sealer.Seal(new Secret(Convert.ToBase64String(key.D!)), Place(kid)),
                    lifetime = lifetime.TotalSeconds,
                    lead = lead.TotalSeconds,
                    keep = (tokenLifetime + Margin).TotalSeconds,
                },
                transaction,
                cancellationToken: ct
            )
        );
        await transaction.CommitAsync(ct);
        CryptographicOperations.ZeroMemory(key.D);
    }

    private static string Place(string kid) => $"login_signing_key/{kid}";

    private sealed class Row
    {
        public required string Kid { get; init; }
        public required byte[] X { get; init; }
        public required byte[] Y { get; init; }
        public required byte[] Box { get; init; }
        public DateTime SignsFrom { get; init; }
        public DateTime SignsUntil { get; init; }
    }
}
