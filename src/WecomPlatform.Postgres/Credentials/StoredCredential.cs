using System.Security.Cryptography;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Time;
using WecomPlatform.Postgres.Sealing;

namespace WecomPlatform.Postgres.Credentials;

/// <summary>A credential's row as the driver reads it. Every moment is turned into a span by the database's own clock.</summary>
internal sealed class StoredCredential
{
    /// <summary>The columns, for a <c>select</c> from the table or from a function that returns its rows.</summary>
    public const string Columns = """
        key, generation, fence, sealed,
        coalesce(clock_timestamp() - fetched_at, '0') as age,
        coalesce(expires_at - clock_timestamp(), '0') as remaining,
        lifetime, slack, confirmations,
        failure_reason as FailureReason, failure_code as FailureCode, failure_detail as FailureDetail, failures,
        coalesce(retry_at - clock_timestamp(), '0') as RetryIn,
        case when lease_until > clock_timestamp() then lease_until - clock_timestamp() else '0' end as lease
        """;

    public required string Key { get; init; }
    public long Generation { get; init; }
    public long Fence { get; init; }
    public byte[]? Sealed { get; init; }
    public TimeSpan Age { get; init; }
    public TimeSpan Remaining { get; init; }
    public TimeSpan Lifetime { get; init; }
    public TimeSpan Slack { get; init; }
    public int Confirmations { get; init; }
    public int? FailureReason { get; init; }
    public int? FailureCode { get; init; }
    public string? FailureDetail { get; init; }
    public int Failures { get; init; }
    public TimeSpan RetryIn { get; init; }
    public TimeSpan Lease { get; init; }

    /// <summary>Just before the database's clock was read.</summary>
    public Instant ReadAt { get; set; }

    /// <summary>How much later, at most, it was read.</summary>
    public TimeSpan OnItsWay { get; set; }

    /// <summary>Where a credential's value is sealed to.</summary>
    public static string Place(CredentialKey key) => $"credential/{key}";

    /// <summary>The corp as it is stored; null for a suite's own credentials.</summary>
    public static string? Corp(CredentialKey key) => key.Corp == default ? null : key.Corp.Value;

    /// <summary>The app as it is stored; null for a provider's own credentials.</summary>
    public static string? App(CredentialKey key) => key.App == default ? null : key.App.ToString();

    /// <summary>Opens the row. A value that does not open (its master key is gone, or it was tampered with) reads as none and is fetched anew.</summary>
    public CredentialRow Open(CredentialKey key, Sealer sealer, Action<CredentialKey, CryptographicException> onUnreadable)
    {
        Secret? value = null;
        try
        {
            value = Sealed is null ? null : sealer.Open(Sealed, Place(key));
        }
        catch (CryptographicException error)
        {
            onUnreadable(key, error);
        }

        return new CredentialRow(key)
        {
            ReadAt = ReadAt,
            Generation = new Generation(Generation),
            Fence = Fence,
            Value = value,
            Age = Age,
            Remaining = Remaining,
            Lifetime = Lifetime,
            Slack = Slack + OnItsWay,
            Confirmations = Confirmations,
            Failure = FailureReason is { } reason ? new Unavailable((UnavailableReason)reason, RetryIn, FailureCode, FailureDetail) : null,
            Failures = Failures,
            Lease = Lease,
        };
    }
}
