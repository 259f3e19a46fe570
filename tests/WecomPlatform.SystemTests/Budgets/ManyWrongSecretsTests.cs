using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;
using Xunit.Abstractions;

namespace WecomPlatform.SystemTests.Budgets;

/// <summary>WeCom bans the address that sends many wrong secrets; the platform stops long before, and only those who send them.</summary>
[Collection(AloneCollection.Name)]
public sealed class ManyWrongSecretsTests(ITestOutputHelper output)
{
    private const int Ban = 400;
    private const int Ceiling = 300;

    [Fact]
    public async Task A_thousand_wrong_secrets_of_a_hundred_tenants_ban_nobody()
    {
        await using var platform = new Platform();
        var host = await platform.StartAsync();
        var good = await SetUpExpiredAsync(host, tenants: 1, apps: 5);
        var tenants = Enumerable.Range(0, 100).Select(i => $"bad{i}").ToList();
        var corps = tenants.ToDictionary(tenant => tenant, _ => CorpApp.Fresh());
        await ManyApps.EachAsync(
            corps,
            async corp =>
            {
                await host.Simulator.PutCorpAsync(corp.Value.CorpId);
                await host.Admin.CreateTenantAsync(corp.Key);
                await host.Admin.PutCorpAsync(corp.Key, corp.Value.CorpId);
            }
        );

        var answers = new System.Collections.Concurrent.ConcurrentBag<HttpAnswer>();
        await ManyApps.EachAsync(
            Enumerable.Range(0, 1000),
            async i =>
            {
                var (tenant, agent) = (tenants[i % 100], 1_000_002 + (i / 100));
                answers.Add(
                    await host.AdminOf(host.Nodes[i % 2])
                        .SendAsync(
                            HttpMethod.Put,
                            $"tenants/{tenant}/corps/{corps[tenant].CorpId}/agents/{agent}",
                            new { AgentId = agent, CorpApp.Fresh(agent).Secret }
                        )
                );
            }
        );

        foreach (var answer in answers)
        {
            answer.ShouldBeRefused(
                (int)answer.Status == 422 ? 422 : 503,
                (int)answer.Status == 422 ? "secret_rejected" : "secret_probe_paused"
            );
        }

        await CheckAsync(host, good);
    }

    [Fact]
    public async Task Three_hundred_secrets_reset_at_once_ban_nobody()
    {
        await using var platform = new Platform();
        var host = await platform.StartAsync();
        var all = await SetUpExpiredAsync(host, tenants: 31, apps: 10);
        var (good, apps) = (all.Take(10), all.Skip(10).ToList());
        await ManyApps.EachAsync(apps, app => host.Simulator.PutAgentAsync(app.App with { Secret = CorpApp.Fresh().Secret }));

        for (var round = 0; round < 2; round++)
        {
            var answers = await Task.WhenAll(apps.Select((app, i) => host.SignAsync(app, node: i % 2)));
            foreach (var answer in answers)
            {
                answer.ShouldBeRefused(
                    (int)answer.Status == 422 ? 422 : 503,
                    (int)answer.Status == 422 ? "secret_rejected" : "secret_probe_paused"
                );
            }

            output.WriteLine($"round {round}: {answers.Count(answer => (int)answer.Status == 422)} rejected");
        }

        await CheckAsync(host, good);
    }

    // Apps that work, so many of each tenant, whose tokens must be fetched with their secrets before the next ticket.
    private static async Task<IReadOnlyList<PlatformApp>> SetUpExpiredAsync(PlatformHost host, int tenants, int apps)
    {
        await host.Simulator.SetAsync(new { ExpiresIn = 1 });
        var all = new List<PlatformApp>();
        for (var i = 0; i < tenants; i++)
        {
            all.AddRange(await host.SetUpAppsAsync($"works{i}", [.. Enumerable.Range(0, apps).Select(_ => CorpApp.Fresh())]));
        }

        await ManyApps.WithoutTokensAsync(host, [.. all.Select(app => app.App.CorpId)]);
        await host.Simulator.SetAsync(new { ExpiresIn = 7200 });
        return all;
    }

    private async Task CheckAsync(PlatformHost host, IEnumerable<PlatformApp> good)
    {
        var log = await host.Simulator.LogAsync();
        var wrong = log.Count(call => call is { Path: UpstreamLog.Token, Errcode: 40001 });
        output.WriteLine($"{wrong} wrong secrets reached WeCom");
        wrong.ShouldBeLessThan(Ceiling);
        log.ShouldNotContain(call => call.Errcode == 45009);

        var fresh = await host.SetUpAppAsync(tenant: "clean");
        foreach (var app in good.Append(fresh))
        {
            await SignatureChecker.CheckAsync(host.Simulator, await host.SignAsync(app), app.App);
        }
    }

    private sealed class Platform : IAsyncDisposable
    {
        private readonly TwoNodes _nodes = new();

        public async Task<PlatformHost> StartAsync()
        {
            await _nodes.InitializeAsync();
            return await _nodes.CleanAsync(new { WrongSecretLimit = Ban });
        }

        public async ValueTask DisposeAsync() => await _nodes.DisposeAsync();
    }
}
