using Microsoft.Extensions.Logging.Abstractions;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Policy;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Grains.Routing;
using WecomPlatform.Grains.Tests.Silos;
using WecomPlatform.Tests.Owners;

namespace WecomPlatform.Grains.Tests.Owners;

/// <summary>
/// The Orleans engine: node n lives in silo n. Grains may be placed on silos without a node of the test: these share the first node's
/// database and end with it. Whatever the cluster's owners tell is told to every node, since a grain may live anywhere.
/// </summary>
public sealed class GrainEngine(OwnersCluster cluster) : IOwnersEngine
{
    private readonly RecordedEvents _events = new();
    private readonly List<LocalCredentialOwners> _bodies = [];
    private int _nodes;

    /// <summary>Who answered the nodes' calls.</summary>
    public RoutedCalls Calls { get; } = new();

    public Task<OwnersNode> StartNodeAsync(string name, CredentialPolicyOptions options, ICredentialRows rows, FakeWecom wecom)
    {
        var policy = new CredentialPolicy(options);
        var cache = new SnapshotCache();
        var silo = cluster.Silos[_nodes];
        var body = Body(policy, rows, wecom, cache);
        silo.Owners.Target = body;
        List<LocalCredentialOwners> own = [body];
        if (_nodes++ == 0)
        {
            foreach (var other in cluster.Silos.Skip(1))
            {
                var standIn = Body(policy, rows, wecom, new SnapshotCache());
                other.Owners.Target = standIn;
                own.Add(standIn);
            }
        }

        _bodies.AddRange(own);
        var owners = new GrainCredentialOwners(
            silo.Cluster,
            new AbsentGrains(cluster.Options, TimeProvider.System, NullLogger<AbsentGrains>.Instance),
            body,
            rows,
            policy,
            cache,
            Calls,
            cluster.Options,
            TimeProvider.System
        );
        return Task.FromResult(
            new OwnersNode(owners, cache, _events, row => Adopt(row, policy, cache), () => Task.WhenAll(own.Select(o => o.StopAsync())))
        );
    }

    private LocalCredentialOwners Body(CredentialPolicy policy, ICredentialRows rows, FakeWecom wecom, SnapshotCache cache) =>
        new(policy, rows, wecom, cache, _events, TimeProvider.System);

    // As the change feed does on every node.
    private void Adopt(CredentialRow row, CredentialPolicy policy, SnapshotCache cache)
    {
        foreach (var body in _bodies)
        {
            body.Adopt(row);
        }

        if (policy.Adopt(row, TimeProvider.System).Snapshot is { } snapshot)
        {
            cache.Offer(snapshot);
        }
        else
        {
            cache.Withdraw(row.Key, row.Generation);
        }
    }
}
