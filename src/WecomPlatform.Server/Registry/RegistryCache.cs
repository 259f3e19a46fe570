using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Changes;
using WecomPlatform.Postgres.Registry;

namespace WecomPlatform.Server.Registry;

/// <summary>What this node knows of keys and corps.</summary>
internal sealed class RegistryCache(ApiKeyStore keys, CorpStore corps, TimeProvider clock)
{
    private readonly ReadThrough<string, ApiKeyRecord> _keys = new(keys.FindAsync, clock);
    private readonly ReadThrough<(TenantId Tenant, CorpId Corp), CorpRecord> _corps = new(
        (id, ct) => corps.FindAsync(id.Tenant, id.Corp, ct),
        clock
    );

    /// <summary>Finds a key by its id.</summary>
    public ValueTask<ApiKeyRecord?> FindKeyAsync(string id, CancellationToken ct) => _keys.GetAsync(id, ct);

    /// <summary>Finds a corp with its apps.</summary>
    public ValueTask<CorpRecord?> FindCorpAsync(TenantId tenant, CorpId corp, CancellationToken ct) => _corps.GetAsync((tenant, corp), ct);

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
                var slash = change.Key.IndexOf('/', StringComparison.Ordinal);
                return _corps.ReloadAsync((TenantId.Parse(change.Key[..slash]), CorpId.Parse(change.Key[(slash + 1)..])), ct);
            default:
                return Task.CompletedTask;
        }
    }

    /// <summary>Loads again all that is held.</summary>
    public async Task OnResyncAsync(CancellationToken ct)
    {
        await _keys.ReloadAsync(static _ => true, ct);
        await _corps.ReloadAsync(static _ => true, ct);
    }
}
