using Microsoft.Extensions.Logging.Abstractions;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Policy;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Postgres.Credentials;
using WecomPlatform.Tests.Keys;

namespace WecomPlatform.Tests.Owners;

/// <summary>What the parts of the owners' contract share: a database, a WeCom and nodes. Each test has a tenant of its own.</summary>
public abstract class OwnersContract : IClassFixture<OwnersDatabase>, IAsyncLifetime
{
    private readonly IOwnersEngine _engine;
    private readonly List<OwnersNode> _nodes = [];

    protected OwnersContract(OwnersDatabase database, IOwnersEngine engine)
    {
        Database = database;
        _engine = engine;
        var tenant = TenantId.Parse($"t{Guid.NewGuid():N}");
        Token = CredentialKey.AccessToken(tenant, Some.Corp, Some.Agent);
        CorpTicket = CredentialKey.CorpTicket(tenant, Some.Corp, Some.Agent);
        AgentTicket = CredentialKey.AgentTicket(tenant, Some.Corp, Some.Agent);
    }

    protected OwnersDatabase Database { get; }

    protected FakeWecom Wecom { get; } = new();

    protected CredentialPolicyOptions Policy { get; } = new() { AdvisoryJitter = 0, BackoffMin = TimeSpan.FromMilliseconds(500) };

    protected CredentialKey Token { get; }

    protected CredentialKey CorpTicket { get; }

    protected CredentialKey AgentTicket { get; }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.StopAsync().WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    protected PostgresCredentialRows Rows(string node = "node") =>
        new(
            Database.Source,
            OwnersDatabase.NewSealer(),
            new CredentialRowsOptions(node, Policy.Lease, Policy.ForcedRefreshInterval),
            TimeProvider.System,
            NullLogger<PostgresCredentialRows>.Instance
        );

    protected async Task<OwnersNode> StartNodeAsync(string name = "node", ICredentialRows? rows = null)
    {
        var node = await _engine.StartNodeAsync(name, Policy, rows ?? Rows(name), Wecom);
        _nodes.Add(node);
        return node;
    }

    protected async Task<CredentialRow> ReadAsync(CredentialKey key) => await Rows().ReadAsync(key, CancellationToken.None);

    /// <summary>Changes the row behind the owners' backs, e.g. <c>lease_until = '-infinity'</c>.</summary>
    protected Task SetAsync(CredentialKey key, string columns) =>
        Database.ExecuteAsync($"update credential set {columns} where key = @key", new { key = key.ToString() });

    /// <summary>Moves the value so that this much of its life is left.</summary>
    protected Task AgeAsync(CredentialKey key, double secondsLeft) =>
        SetAsync(
            key,
            FormattableString.Invariant(
                $"expires_at = clock_timestamp() + interval '{secondsLeft} seconds', fetched_at = clock_timestamp() + interval '{secondsLeft} seconds' - lifetime"
            )
        );
}
