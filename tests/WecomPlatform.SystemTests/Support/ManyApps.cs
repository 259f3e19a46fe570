using WecomPlatform.Testing;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Support;

/// <summary>Makes many apps known to both sides.</summary>
public static class ManyApps
{
    private const int AtOnce = 8;

    /// <summary>Registers the apps for one tenant with one key, each by <paramref name="put"/> if that is given.</summary>
    public static async Task<IReadOnlyList<PlatformApp>> SetUpAppsAsync(
        this PlatformHost host,
        string tenant,
        IReadOnlyList<CorpApp> apps,
        Func<CorpApp, Task>? put = null
    )
    {
        ArgumentNullException.ThrowIfNull(host);
        put ??= app => host.Admin.PutAgentAsync(tenant, app);
        await host.Admin.CreateTenantAsync(tenant);
        var key = await host.Admin.CreateKeyAsync(tenant);
        await EachAsync(
            apps.DistinctBy(app => app.CorpId),
            async app =>
            {
                await host.Simulator.PutCorpAsync(app.CorpId);
                await host.Admin.PutCorpAsync(tenant, app.CorpId);
            }
        );
        await EachAsync(
            apps,
            async app =>
            {
                await host.Simulator.PutAgentAsync(app);
                await put(app);
            }
        );
        return [.. apps.Select(app => new PlatformApp(tenant, key.Key, app))];
    }

    /// <summary>Registers so many apps, each of a corp of its own.</summary>
    public static Task<IReadOnlyList<PlatformApp>> SetUpFreshAppsAsync(this PlatformHost host, int count) =>
        host.SetUpAppsAsync("t1", [.. Enumerable.Range(0, count).Select(_ => CorpApp.Fresh())]);

    /// <summary>Returns when no token of the corps is alive.</summary>
    public static Task WithoutTokensAsync(PlatformHost host, IReadOnlyCollection<string> corps) =>
        Eventually.TrueAsync(
            async _ =>
                !(await host.Simulator.CredentialsAsync())["accessTokens"]!
                    .AsArray()
                    .Any(token => corps.Contains((string)token!["corpId"]!)),
            "the tokens are at their end"
        );

    /// <summary>Does something for each, several at a time.</summary>
    public static Task EachAsync<T>(IEnumerable<T> items, Func<T, Task> act) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (item, _) => await act(item));
}
