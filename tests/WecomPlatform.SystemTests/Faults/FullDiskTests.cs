using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Platform;
using WecomPlatform.Testing.Postgres;

namespace WecomPlatform.SystemTests.Faults;

/// <summary>The database's disk is full: it reads and cannot write.</summary>
public sealed class FullDiskTests
{
    private static readonly int[] Nodes = [0, 1];

    // Rows until none fits into the pages that are there, so that no write succeeds by luck.
    private const string Stuff = """
        do $$
        begin
            for i in 1 .. 1000000 loop
                begin
                    insert into credential (key, tenant_id, kind, corp_id, app_id) values ('filler/' || i, '', '', '', '0');
                exception when disk_full then exit;
                end;
            end loop;
            loop
                begin
                    insert into budget_entry (scope) values ('filler');
                exception when disk_full then exit;
                end;
            end loop;
            loop
                begin
                    insert into change (topic, key) values ('filler', '');
                exception when disk_full then exit;
                end;
            end loop;
        end $$
        """;

    [SmallDiskFact]
    public async Task Live_tickets_are_signed_with_wecom_is_not_asked_without_a_lease_and_all_recovers_by_itself()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 32);
        await using var postgres = await PostgresServer.StartAsync();
        await using var host = await PlatformHost.StartAsync(
            new PlatformOptions
            {
                Nodes = 2,
                Postgres = postgres,
                TableFolder = disk.Folder,
            }
        );
        var known = await host.SetUpAppAsync();
        var cold = await host.SetUpAppAsync();
        var slow = await host.SetUpAppAsync();
        foreach (var node in Nodes)
        {
            (await host.SignAsync(known, node: node)).Expect();
        }

        // This one is asked for in time, but its answer finds a full disk.
        await host.Simulator.AddFaultAsync(new SimulatorFault(UpstreamLog.CorpTicket, DelayMs: 3_000, Count: 1, CorpId: slow.App.CorpId));
        var late = host.SignAsync(slow);
        await Eventually.TrueAsync(
            async _ => await host.Simulator.CountAsync(slow.App.CorpId, UpstreamLog.CorpTicket) == 1,
            "WeCom has been asked for the ticket"
        );

        await using var load = SignLoad.Start(host, known);
        disk.Fill();
        await host.Database.RunAsync<object>(Stuff);
        foreach (var node in Nodes)
        {
            (await host.SignAsync(cold, node: node)).ShouldBeRefused(503, "store_unavailable");
        }

        (await host.Admin.SendAsync(HttpMethod.Put, $"tenants/{known.Tenant}/corps/ww-new", new { Name = "new" })).ShouldBeRefused(
            503,
            "store_unavailable"
        );
        await Eventually.TrueAsync(
            async _ => await host.Nodes[0].MetricAsync("wecom_refreshes_total{kind=\"corp_ticket\",outcome=\"store_failed\"}") > 0,
            "the late answer has found the full disk"
        );
        (await TicketCallsAsync(host, cold)).ShouldBe(0);

        disk.Free();
        await SignatureChecker.CheckAsync(host.Simulator, await late, slow.App);
        foreach (var node in Nodes)
        {
            await Eventually.TrueAsync(async _ => (await host.SignAsync(cold, node: node)).IsSuccess, $"node {node} fetches again");
            await SignatureChecker.CheckAsync(host.Simulator, await host.SignAsync(cold, node: node), cold.App);
            await SignatureChecker.CheckAsync(host.Simulator, await host.SignAsync(slow, node: node), slow.App);
        }

        var checker = await SignatureChecker.ReadAsync(host.Simulator);
        foreach (var page in await load.StopAsync())
        {
            checker.Check(page.Answer, known.App);
        }

        foreach (var app in new[] { known, cold, slow })
        {
            (await TicketCallsAsync(host, app)).ShouldBe(2);
            var reserved = $"select count(*) from budget_entry where scope = 'tickets/corp/{app.App.CorpId}'";
            (await host.Database.RunAsync<long>(reserved)).ShouldBe(2);
        }
    }

    private static async Task<int> TicketCallsAsync(PlatformHost host, PlatformApp app) =>
        (await host.Simulator.LogAsync(app.App.CorpId)).Count(call => call.Path is UpstreamLog.CorpTicket or UpstreamLog.AgentTicket);
}
