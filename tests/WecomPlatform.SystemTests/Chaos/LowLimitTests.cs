using System.Text.Json.Nodes;
using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Platform;
using Xunit.Abstractions;

namespace WecomPlatform.SystemTests.Chaos;

/// <summary>Lives so short that WeCom's hourly limits are used up at once, on three nodes of which one dies on the way.</summary>
[Trait("Category", "Chaos")]
[Collection(AloneCollection.Name)]
public sealed class LowLimitTests(ITestOutputHelper output)
{
    private const int PerApp = 12;
    private const int PerCorp = 20;

    [Fact]
    public async Task Wecoms_limits_are_never_exceeded_however_many_nodes_ask_and_die()
    {
        var limits = new Dictionary<string, string?>(ChaosNodes.Environment)
        {
            ["Wecom__TicketsPerAppPerHour"] = $"{PerApp}",
            ["Wecom__TicketsPerCorpPerHour"] = $"{PerCorp}",
        };
        await using var host = await PlatformHost.StartAsync(new PlatformOptions { Nodes = 3, Environment = limits });
        await host.Simulator.SetAsync(
            new
            {
                ExpiresIn = 2,
                TicketsPerAppHour = PerApp,
                TicketsPerCorpHour = PerCorp,
            }
        );
        var corp = CorpApp.Fresh();
        var apps = await host.SetUpAppsAsync(
            "t1",
            [.. Enumerable.Range(0, 3).Select(i => CorpApp.Fresh(1_000_002 + i) with { CorpId = corp.CorpId })]
        );

        await using var load = new ChaosLoad(host, apps);
        load.Start(seed: 1);
        await Eventually.TrueAsync(async _ => await TicketsAsync(host) > PerCorp / 2, "half of the tickets are fetched");
        var killed = DateTimeOffset.UtcNow;
        await host.Nodes[2].Process.KillAsync();
        var held = await host.Database.RunAsync<bool>(
            "select exists (select 1 from credential where lease_holder = 'n3' and lease_until > clock_timestamp())"
        );
        await host.RestartNodeAsync(host.Nodes[2]);
        await Eventually.TrueAsync(
            () => Enumerable.Range(0, 3).All(node => IsRefused(load, node)),
            "all nodes say that the limit is reached"
        );
        await load.StopAsync();

        var tickets = (await host.Simulator.LogAsync()).Where(IsTicket).ToList();
        output.WriteLine($"{load.Answers.Count} requests, {tickets.Count} ticket calls");
        tickets.ShouldAllBe(call => call.Errcode != 45009);
        tickets.Count.ShouldBeLessThanOrEqualTo(PerCorp);
        tickets.CountBy(call => call.AgentId ?? 0).ShouldAllBe(app => app.Value <= PerApp);
        load.Answers.Where(answer => answer.Node != 2 && !answer.IsSuccess)
            .ShouldAllBe(answer => Code(answer) == "rate_limited" || (held && IsOfDeadHolder(answer, killed)));
    }

    // What the killed node was fetching nobody else may fetch until its lease has ended.
    private static bool IsOfDeadHolder(ChaosAnswer answer, DateTimeOffset killed) =>
        Code(answer) == "ticket_unavailable" && answer.Received > killed && answer.Sent < killed + ChaosNodes.Lease;

    private static async Task<int> TicketsAsync(PlatformHost host) => (await host.Simulator.LogAsync()).Count(IsTicket);

    private static bool IsTicket(UpstreamCall call) => call.Path is UpstreamLog.CorpTicket or UpstreamLog.AgentTicket;

    private static bool IsRefused(ChaosLoad load, int node) =>
        load.Answers.Any(answer => answer.Node == node && answer.Status == 429 && Code(answer) == "rate_limited");

    private static string? Code(ChaosAnswer answer) =>
        answer.Text?.StartsWith('{') == true ? (string?)JsonNode.Parse(answer.Text)!["code"] : null;
}
