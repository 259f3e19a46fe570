using System.Diagnostics;
using Npgsql;
using WecomPlatform.SystemTests.Callbacks;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Platform;
using Xunit.Abstractions;

namespace WecomPlatform.SystemTests.Onboarding;

/// <summary>Corps come and go over real callbacks, with several nodes and with one that is lost.</summary>
public sealed class LifeTests(ITestOutputHelper output)
{
    private static readonly TimeSpan ByNotification = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task A_cancellation_stops_signing_on_all_nodes_in_two_seconds_and_a_new_installation_begins_anew()
    {
        await using var host = await Provider.StartAsync(nodes: 2);
        var provider = await Provider.SetUpAsync(host);
        await provider.AuthorizeAsync("create");
        var app = await provider.AppearedAsync();
        await Task.WhenAll(host.Nodes.Select((_, node) => SignsAsync(host, app, node)));

        await provider.AuthorizeAsync("cancel");
        var cancelled = Seconds();

        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            host.Nodes.Select(
                (_, node) =>
                    Eventually.TrueAsync(
                        async _ => (await host.SignAsync(app, node: node)).Code == "authorization_cancelled",
                        $"node {node} stops signing"
                    )
            )
        );
        output.WriteLine($"stopped on all nodes after {watch.ElapsedMilliseconds} ms");
        watch.Elapsed.ShouldBeLessThan(ByNotification);
        await Eventually.TrueAsync(
            async _ => (string?)(await provider.AuthorizationsAsync()).Single()["state"] == "cancelled",
            "the authorization is cancelled"
        );

        await provider.AuthorizeAsync("create");
        var again = await provider.AppearedAsync();
        again.App.AgentId.ShouldNotBe(app.App.AgentId);
        // One node was asked whether it is there; the others hear of it.
        await Task.WhenAll(
            host.Nodes.Select(
                (_, node) =>
                    Eventually.TrueAsync(
                        async _ => (await host.SignAsync(again, node: node)).IsSuccess,
                        $"node {node} signs for the new app"
                    )
            )
        );
        var refused = await host.SignAsync(app);
        refused.Code.ShouldBe("agent_replaced");
        ((int)refused.Json["agentId"]!).ShouldBe(again.App.AgentId);

        // An earlier life's cancel_auth that comes late; the very same one would be taken for sent again.
        await Eventually.TrueAsync(() => Seconds() > cancelled, "it has another timestamp");
        var late = await host.Simulator.ControlAsync(
            HttpMethod.Post,
            $"/_sim/suites/{provider.Suite}/events",
            new { fields = CallbackSuite.Fields(new { InfoType = "cancel_auth", AuthCorpId = provider.Customer }) }
        );
        ((bool)late.Json["deliveries"]![0]!["ok"]!).ShouldBeTrue(late.Text);
        await Eventually.TrueAsync(
            async _ => (await host.Simulator.CallsAsync()).Total("/cgi-bin/service/get_auth_info") >= 2,
            "WeCom was asked about it"
        );
        await Task.WhenAll(host.Nodes.Select((_, node) => SignsAsync(host, again, node)));
    }

    [Fact]
    public async Task A_node_killed_between_WeComs_answer_and_its_commit_leaves_an_uncertain_exchange_and_a_new_installation_clears_it()
    {
        await using var host = await Provider.StartAsync(nodes: 1, ("Suites__ExchangePatience", "00:00:10"));
        var provider = await Provider.SetUpAsync(host);
        await host.Simulator.AddFaultAsync(new SimulatorFault("/cgi-bin/service/get_permanent_code", DelayMs: 2000, Count: 1));
        await provider.AuthorizeAsync("create", state: "s1");
        await Eventually.TrueAsync(
            async _ => (await host.Simulator.CallsAsync()).Total("/cgi-bin/service/get_permanent_code") == 1,
            "WeCom was asked for the permanent code"
        );

        // WeCom has taken the auth code and is about to say so; the answer gets as far as this row.
        await using var connection = new NpgsqlConnection(host.Database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        // Of its own: within one transaction pg_stat_activity stays as it was first seen.
        await using var onlooker = new NpgsqlConnection(host.Database.ConnectionString + ";Pooling=false");
        await onlooker.OpenAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var hold = new NpgsqlCommand("select state from auth_exchange for update", connection, transaction);
            (await hold.ExecuteScalarAsync()).ShouldBe("started");
            await Eventually.TrueAsync(
                async ct =>
                {
                    await using var ask = new NpgsqlCommand(
                        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%auth_exchange_complete%'",
                        onlooker
                    );
                    return (long)(await ask.ExecuteScalarAsync(ct))! > 0;
                },
                "the node is about to store the permanent code"
            );
            await host.Nodes[0].Process.KillAsync();
            await using var end = new NpgsqlCommand(
                "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and application_name = 'wecom-platform'",
                connection,
                transaction
            );
            await end.ExecuteScalarAsync();
            await transaction.CommitAsync();
        }

        await host.RestartNodeAsync(host.Nodes[0]);
        await Eventually.TrueAsync(
            async _ => (await provider.AuthorizationsAsync()) is [var lost] && (string?)lost["state"] == "exchange_uncertain",
            "the lost exchange is shown",
            TimeSpan.FromSeconds(60)
        );
        (await host.Simulator.CallsAsync()).Total("/cgi-bin/service/get_permanent_code").ShouldBe(1);

        await provider.AuthorizeAsync("create", state: "s1");

        await SignsAsync(host, await provider.AppearedAsync(), 0);
        (await provider.AuthorizationsAsync()).ShouldHaveSingleItem();
        (await host.Simulator.CallsAsync()).Total("/cgi-bin/service/get_permanent_code").ShouldBe(2);
    }

    private static long Seconds() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private static async Task SignsAsync(PlatformHost host, PlatformApp app, int node) => (await host.SignAsync(app, node: node)).Expect();
}
