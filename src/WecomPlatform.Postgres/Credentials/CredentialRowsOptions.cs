namespace WecomPlatform.Postgres.Credentials;

/// <summary>What a node brings to the credentials' rows.</summary>
/// <param name="Holder">The node's name, written into leases for operators to read.</param>
/// <param name="Lease">How long a lease holds.</param>
/// <param name="ForcedRefreshInterval">The least time between two forced refreshes.</param>
public sealed record CredentialRowsOptions(string Holder, TimeSpan Lease, TimeSpan ForcedRefreshInterval);
