using System.Diagnostics;
using System.Net;
using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Platform;
using WecomPlatform.Testing.Postgres;
using Xunit.Abstractions;

namespace WecomPlatform.SystemTests.Faults;

/// <summary>The database is away for a while: what nodes hold they go on signing with.</summary>
public sealed class DatabaseOutageTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Known_apps_are_signed_for_all_the_time_and_afterwards_changes_are_followed_again()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var host = await PlatformHost.StartAsync(new PlatformOptions { Nodes = 2, Postgres = postgres });
        var app = await host.SetUpAppAsync();
        var unknown = await host.SetUpAppAsync();
        // Fills the nodes' pools, so that the outage leaves them full of dead connections.
        await host.SetUpAppsAsync("crowd", [.. Enumerable.Range(0, 10).Select(_ => CorpApp.Fresh())]);
        (await host.SignAsync(app, node: 0)).Expect();
        (await host.SignAsync(app, node: 1)).Expect();

        await using var load = SignLoad.Start(host, app);
        await postgres.StopAsync();
        var stopped = Stopwatch.GetTimestamp();
        foreach (var node in new[] { 0, 1 })
        {
            (await host.SignAsync(unknown, node: node)).ShouldBeRefused(503, "store_unavailable");
        }

        await Eventually.TrueAsync(() => Stopwatch.GetElapsedTime(stopped) >= Outage, "the outage has lasted", Outage * 2);
        foreach (var node in new[] { 0, 1 })
        {
            (await host.SignAsync(unknown, node: node)).ShouldBeRefused(503, "store_unavailable");
        }

        await postgres.StartAgainAsync();
        var back = Stopwatch.GetTimestamp();

        foreach (var node in new[] { 0, 1 })
        {
            await Eventually.TrueAsync(
                async _ => (await host.SignAsync(unknown, node: node)).IsSuccess,
                $"node {node} reads again",
                Recovery
            );
            await SignatureChecker.CheckAsync(host.Simulator, await host.SignAsync(unknown, node: node), unknown.App);
        }

        output.WriteLine($"unknown apps are signed for {Stopwatch.GetElapsedTime(back).TotalSeconds:0.00} s after the database is back");
        await FollowedAgainAsync(host, unknown);
        output.WriteLine($"changes are followed {Stopwatch.GetElapsedTime(back).TotalSeconds:0.00} s after the database is back");

        var pages = await load.StopAsync();
        var checker = await SignatureChecker.ReadAsync(host.Simulator);
        foreach (var page in pages)
        {
            checker.Check(page.Answer, app.App);
        }

        foreach (var node in new[] { 0, 1 })
        {
            var during = pages.Count(page => page.Node == node && page.Sent > stopped && page.Received < back);
            output.WriteLine($"node {node}: {during} pages during the outage");
            during.ShouldBeGreaterThan(100);
        }
    }

    private static async Task FollowedAgainAsync(PlatformHost host, PlatformApp app)
    {
        await Eventually.TrueAsync(
            async _ =>
                (await host.Admin.SendAsync(HttpMethod.Delete, $"tenants/{app.Tenant}/keys/{app.Key.Split('_')[1]}")).Status
                    is HttpStatusCode.NoContent
                        or HttpStatusCode.NotFound,
            "the key is deleted",
            Recovery
        );
        foreach (var node in new[] { 0, 1 })
        {
            await Eventually.TrueAsync(
                async _ => (await host.SignAsync(app, node: node)).Status == HttpStatusCode.Unauthorized,
                $"node {node} learns that the key is gone",
                Recovery
            );
        }
    }
}
