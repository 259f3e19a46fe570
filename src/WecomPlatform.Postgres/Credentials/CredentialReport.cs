using WecomPlatform.Credentials.Keys;

namespace WecomPlatform.Postgres.Credentials;

/// <summary>A credential's state for operators; never its value.</summary>
/// <param name="Key">Which credential.</param>
/// <param name="Generation">The number of its value; 0 when there never was one.</param>
/// <param name="HasValue">Whether there is a value, dead or alive.</param>
/// <param name="FetchedAt">When the value was fetched.</param>
/// <param name="ExpiresAt">When its life ends.</param>
/// <param name="Owner">The node that is fetching it now.</param>
/// <param name="Failures">How many attempts failed in a row.</param>
/// <param name="LastError">The last failure's reason.</param>
/// <param name="LastErrorCode">WeCom's errcode of the last failure.</param>
/// <param name="RetryAt">When it is tried again after the failure.</param>
public sealed record CredentialReport(
    CredentialKey Key,
    long Generation,
    bool HasValue,
    DateTimeOffset? FetchedAt,
    DateTimeOffset? ExpiresAt,
    string? Owner,
    int Failures,
    string? LastError,
    int? LastErrorCode,
    DateTimeOffset? RetryAt
);
