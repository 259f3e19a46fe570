using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Changes;
using WecomPlatform.Postgres.Registry;

namespace WecomPlatform.Server.Registry;

/// <summary>What this node knows of keys, corps and suites.</summary>
internal sealed class RegistryCache(ApiKeyStore keys, CorpStore corps, SuiteStore suites, TimeProvider clock)
{
    private readonly ReadThrough<string, ApiKeyRecord> _keys = new(keys.FindAsync, clock);
    private readonly ReadThrough<CorpKey, CorpRecord> _corps = new((id, ct) => corps.FindAsync(id.Tenant, id.Corp, ct), clock);

    private readonly ReadThrough<(TenantId Tenant, SuiteId Suite), SuiteRecord> _suites = new(
        (id, ct) => suites.FindAsync(id.Tenant, id.Suite, ct),
        clock
    );

    /// <summary>The line of a key that was found before: it shows at once when the key is changed or deleted.</summary>
    public Line<ApiKeyRecord>? KeyLine(string id) => _keys.Find(id);

    /// <summary>Finds a corp with its apps when this node knows it, or knows that there is none.</summary>
    public bool TryFindCorp(TenantId tenant, CorpId corp, out CorpRecord? record) => _corps.TryGet(new CorpKey(tenant, corp), out record);

    /// <summary>Finds a suite when this node knows it, or knows that there is none.</summary>
    public bool TryFindSuite(TenantId tenant, SuiteId suite, out SuiteRecord? record) => _suites.TryGet((tenant, suite), out record);

    /// <summary>Finds a key by its id.</summary>
    public ValueTask<ApiKeyRecord?> FindKeyAsync(string id, CancellationToken ct) => _keys.GetAsync(id, ct);

    /// <summary>Finds a corp with its apps.</summary>
    public ValueTask<CorpRecord?> FindCorpAsync(TenantId tenant, CorpId corp, CancellationToken ct) =>
        _corps.GetAsync(new CorpKey(tenant, corp), ct);

    /// <summary>Finds a suite.</summary>
    public ValueTask<SuiteRecord?> FindSuiteAsync(TenantId tenant, SuiteId suite, CancellationToken ct) =>
        _suites.GetAsync((tenant, suite), ct);

    /// <summary>Brings what is held up to date with a change.</summary>
    public Task OnChangedAsync(Change change, CancellationToken ct)
    {
        switch (change.Topic)
        {
            case "key":
                return _keys.ReloadAsync(change.Key, ct);
            case "tenant":
                return _keys.ReloadAsync(key => key.Tenant.Value == change.Key, ct);
            case "corp":
                var (ofCorp, corp) = Split(change.Key);
                return _corps.ReloadAsync(new CorpKey(ofCorp, CorpId.Parse(corp)), ct);
            case "suite":
                var (ofSuite, suite) = Split(change.Key);
                return _suites.ReloadAsync((ofSuite, SuiteId.Parse(suite)), ct);
            default:
                return Task.CompletedTask;
        }
    }

    /// <summary>Loads again all that is held.</summary>
    public async Task OnResyncAsync(CancellationToken ct)
    {
        await _keys.ReloadAsync(static _ => true, ct);
        await _corps.ReloadAsync(static _ => true, ct);
        await _suites.ReloadAsync(static _ => true, ct);
    }

    private static (TenantId Tenant, string Id) Split(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return (TenantId.Parse(key[..slash]), key[(slash + 1)..]);
    }
}
