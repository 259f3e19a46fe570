using System.Text.Json.Nodes;
using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Platform;
using WecomPlatform.Testing.Postgres;

namespace WecomPlatform.SystemTests.Callbacks;

/// <summary>What was answered <c>success</c> is held, whatever happens next.</summary>
public sealed class SuiteTicketTests
{
    [Fact]
    public async Task A_ticket_outlives_a_node_that_is_killed_as_soon_as_it_said_success()
    {
        await using var host = await PlatformHost.StartAsync();
        var suite = await CallbackSuite.SetUpAsync(host);

        CallbackSuite.ShouldBeTaken(await suite.PushTicketAsync());
        await host.Nodes[0].Process.KillAsync();
        await host.RestartNodeAsync(host.Nodes[0]);

        (await suite.FetchTokenAsync()).Expect();
    }

    [Fact]
    public async Task Of_fifty_tickets_out_of_order_the_newest_is_held()
    {
        await using var host = await PlatformHost.StartAsync();
        var suite = await CallbackSuite.SetUpAsync(host);
        var dice = new Random(20261121);
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var older = Enumerable.Range(1, 49).Select(age => now - age).ToArray();
        dice.Shuffle(older);

        // The one that WeCom takes is the newest; the others are none.
        var sending = older.Take(30).Select(timeStamp => SendAsync(suite, timeStamp)).Append(suite.PushTicketAsync()).ToList();
        sending.AddRange(older.Skip(30).Select(timeStamp => SendAsync(suite, timeStamp)));
        foreach (var delivery in await Task.WhenAll(sending))
        {
            CallbackSuite.ShouldBeTaken(delivery);
        }

        (await suite.ArrivedAsync()).Count.ShouldBe(50);
        (await suite.FetchTokenAsync()).Expect();
    }

    [Fact]
    public async Task Two_nodes_take_the_tickets_of_twenty_suites_and_lose_none()
    {
        await using var host = await PlatformHost.StartAsync(new PlatformOptions { Nodes = 2 });
        var tenant = Platform.Fresh.Tenant();
        var suites = new List<CallbackSuite>();
        for (var i = 0; i < 20; i++)
        {
            suites.Add(await CallbackSuite.SetUpAsync(host, tenant));
        }

        for (var round = 0; round < 2; round++)
        {
            await Task.WhenAll(suites.Select((suite, i) => suite.EnterInConsoleAsync(host.Nodes[(i + round) % 2])));
            foreach (var delivery in await Task.WhenAll(suites.Select(suite => suite.PushTicketAsync())))
            {
                CallbackSuite.ShouldBeTaken(delivery);
            }
        }

        // Each by the node that took the first one, so that it must have learnt of the second.
        for (var i = 0; i < suites.Count; i++)
        {
            (await suites[i].FetchTokenAsync(host.Nodes[i % 2])).Expect();
        }

        (await host.Database.RunAsync<long>("select count(*) from credential where kind = 'suite_ticket' and sealed is not null")).ShouldBe(
            20
        );
        (await suites[0].ArrivedAsync()).Count.ShouldBe(40);
    }

    [Fact]
    public async Task With_the_database_away_no_success_is_said_and_when_it_is_back_wecoms_next_try_is_taken()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var host = await PlatformHost.StartAsync(new PlatformOptions { Postgres = postgres });
        var suite = await CallbackSuite.SetUpAsync(host);
        CallbackSuite.ShouldBeTaken(await suite.PushTicketAsync());

        await postgres.StopAsync();
        var away = await suite.PushTicketAsync();
        ((bool)away["ok"]!).ShouldBeFalse(away.ToJsonString());
        var held = suite.PushTicketAsync();
        await postgres.StartAgainAsync();

        // The callback that was under way is held until the database is back, or sent again by WeCom.
        CallbackSuite.ShouldBeTaken(await held);
        await Eventually.TrueAsync(async _ => (await suite.FetchTokenAsync()).IsSuccess, "the ticket is good");
    }

    private static async Task<JsonNode> SendAsync(CallbackSuite suite, long timeStamp) =>
        (
            await suite.SendAsync(
                new
                {
                    Fields = CallbackSuite.Fields(
                        new
                        {
                            InfoType = "suite_ticket",
                            TimeStamp = timeStamp,
                            SuiteTicket = $"not-a-ticket-{timeStamp}",
                        }
                    ),
                }
            )
        )[0]!;
}
