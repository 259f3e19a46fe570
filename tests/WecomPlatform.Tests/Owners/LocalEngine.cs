using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Policy;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;

namespace WecomPlatform.Tests.Owners;

/// <summary>The PostgreSQL engine: owners of the process over the rows' leases.</summary>
public sealed class LocalEngine : IOwnersEngine
{
    public Task<OwnersNode> StartNodeAsync(string name, CredentialPolicyOptions options, ICredentialRows rows, FakeWecom wecom)
    {
        var cache = new SnapshotCache();
        var events = new RecordedEvents();
        var owners = new LocalCredentialOwners(new CredentialPolicy(options), rows, wecom, cache, events, TimeProvider.System);
        return Task.FromResult(new OwnersNode(owners, cache, events, owners.Adopt, owners.StopAsync));
    }
}
