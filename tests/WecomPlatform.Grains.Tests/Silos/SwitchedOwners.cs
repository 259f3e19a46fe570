using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;

namespace WecomPlatform.Grains.Tests.Silos;

/// <summary>The body of a silo's grains, which each test lays out anew.</summary>
public sealed class SwitchedOwners : ICredentialOwners
{
    public ICredentialOwners? Target { get; set; }

    private ICredentialOwners Current => Target ?? throw new InvalidOperationException("The test has laid out no owners for this silo.");

    public ValueTask<CredentialResult> GetAsync(CredentialKey key, Generation dead, CancellationToken ct) =>
        Current.GetAsync(key, dead, ct);

    public ValueTask<Snapshot?> PushAsync(CredentialKey key, FetchedValue value, CancellationToken ct) => Current.PushAsync(key, value, ct);

    public ValueTask ForgetAsync(IReadOnlyCollection<CredentialKey> keys, CancellationToken ct) => Current.ForgetAsync(keys, ct);
}
