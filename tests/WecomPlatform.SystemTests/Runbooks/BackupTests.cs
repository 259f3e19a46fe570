using WecomPlatform.SystemTests.Platform;
using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing.Platform;
using WecomPlatform.Testing.Postgres;

namespace WecomPlatform.SystemTests.Runbooks;

/// <summary>Back up, lose everything, restore on another server.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly string _dump = Path.GetTempFileName();

    [Fact]
    public async Task What_is_restored_elsewhere_signs_on_with_the_same_keys_and_tickets_and_asks_wecom_for_nothing()
    {
        await using var lost = await PostgresServer.StartAsync();
        await using var other = await PostgresServer.StartAsync();
        await using var host = await PlatformHost.StartAsync(new PlatformOptions { Postgres = lost });
        await host.Simulator.SetAsync(new { SameTokenWithinValidity = false });
        var apps = await host.SetUpFreshAppsAsync(5);
        await ManyApps.EachAsync(apps, async app => (await host.SignAsync(app)).Expect());
        var tickets = await SignatureChecker.ReadAsync(host.Simulator);
        // Transactions have other numbers there.
        await host.Database.RunAsync<object>("do $$ begin for i in 1..2000 loop perform pg_current_xact_id(); commit; end loop; end $$");

        await Runbook.DoAsync("Back up", new Dictionary<string, string?>(Runbook.On(lost, host.Database.Name)) { ["DUMP"] = _dump });
        await host.RefreshAsync(apps[0], "corp_ticket");
        var newest = await VersionAsync(host, apps[0]);
        await host.Nodes[0].Process.KillAsync();
        await lost.StopAsync(PostgresStop.Immediate);
        await Runbook.DoAsync("Restore", new Dictionary<string, string?>(Runbook.On(other, "restored")) { ["DUMP"] = _dump });
        await host.Simulator.ResetCallsAsync();
        await host.RestartNodeAsync(
            host.Nodes[0],
            new Dictionary<string, string?> { ["ConnectionStrings__Platform"] = other.ConnectionString("restored") }
        );

        foreach (var app in apps)
        {
            var answer = await host.SignAsync(app);
            tickets.Check(answer, app.App);
        }

        (await host.Simulator.CallsAsync()).TotalOfAll.ShouldBe(0);

        // It goes on from there: newer versions than were ever given out, and changes are followed.
        await host.RefreshAsync(apps[0], "corp_ticket");
        (await VersionAsync(host, apps[0])).ShouldBeGreaterThan(newest);
        (await host.Admin.SendAsync(HttpMethod.Delete, $"tenants/t1/corps/{apps[1].App.CorpId}")).Expect();
        await Soon.RefusedAsync(() => host.SignAsync(apps[1]), "corp_unknown");
    }

    public void Dispose() => File.Delete(_dump);

    private static async Task<long> VersionAsync(PlatformHost host, PlatformApp app) =>
        (long)(await host.CredentialAsync(app, "corp_ticket"))["version"]!;
}
