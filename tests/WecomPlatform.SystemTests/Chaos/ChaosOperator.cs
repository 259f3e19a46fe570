using WecomPlatform.Testing;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Chaos;

/// <summary>An operator who, while nodes and database come and go, tries until it works.</summary>
public sealed class ChaosOperator(PlatformHost host, DisturbanceLog log) : IDisposable
{
    private readonly List<(DateTimeOffset Done, string Tenant, CorpApp App)> _put = [];

    // One at a time: what is put again must not come after what was put later.
    private readonly SemaphoreSlim _turns = new(1);
    private int _turn;

    public void Dispose() => _turns.Dispose();

    /// <summary>Registers an app; a machine without time may make that take more than one attempt.</summary>
    public Task RegisterAsync(string tenant, CorpApp app) =>
        UntilAsync(
            async admin =>
            {
                await admin.PutAgentAsync(tenant, app);
                return true;
            },
            "the app is registered"
        );

    /// <summary>Puts an app with a new secret.</summary>
    /// <returns>How many attempts it took.</returns>
    public async Task<int> PutSecretAsync(string tenant, CorpApp app)
    {
        await _turns.WaitAsync();
        try
        {
            return await PutAsync(tenant, app);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>Puts again what was put since.</summary>
    public async Task PutAgainAsync(DateTimeOffset since)
    {
        await _turns.WaitAsync();
        try
        {
            foreach (var (_, tenant, app) in _put.Where(put => put.Done >= since).ToList())
            {
                await log.DuringAsync(
                    DisturbanceKind.Secret,
                    "put again",
                    async disturbance => disturbance.Attempts = await PutAsync(tenant, app),
                    corpId: app.CorpId
                );
            }
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>Has all fetched that WeCom's limits would hold up for long.</summary>
    public Task RefreshBlockedAsync(string tenant) =>
        UntilAsync(
            async admin =>
            {
                var list = (await admin.SendAsync(HttpMethod.Get, $"tenants/{tenant}/credentials?limit=1000")).Expect();
                var soon = DateTimeOffset.UtcNow + (ChaosNodes.BackoffMax * 2);
                var blocked = list.Json["items"]!.AsArray().Where(item => (DateTimeOffset?)item!["retryAt"] > soon).ToList();
                foreach (var item in blocked)
                {
                    await admin.SendAsync(HttpMethod.Post, $"tenants/{tenant}/credentials/{item!["id"]}:refresh");
                }

                return blocked.Count == 0;
            },
            "nothing waits for WeCom's limits"
        );

    private async Task<int> PutAsync(string tenant, CorpApp app)
    {
        var attempts = 0;
        await UntilAsync(
            async admin =>
            {
                attempts++;
                await admin.PutAgentAsync(tenant, app);
                _put.Add((DateTimeOffset.UtcNow, tenant, app));
                return true;
            },
            "the new secret is put"
        );
        return attempts;
    }

    private Task UntilAsync(Func<AdminClient, Task<bool>> act, string what) =>
        Eventually.TrueAsync(
            async _ =>
            {
                try
                {
                    return await act(host.AdminOf(host.Nodes[(int)((uint)Interlocked.Increment(ref _turn) % host.Nodes.Count)]));
                }
                catch (Exception error)
                    when (error is HttpRequestException or IOException or TaskCanceledException or ObjectDisposedException)
                {
                    return false;
                }
            },
            what,
            TimeSpan.FromSeconds(60)
        );
}
