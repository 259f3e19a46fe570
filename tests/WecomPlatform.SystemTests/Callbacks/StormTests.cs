using System.Diagnostics;
using System.Text.Json.Nodes;
using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing.Platform;
using Xunit.Abstractions;

namespace WecomPlatform.SystemTests.Callbacks;

/// <summary>Many corps authorize at once while WeCom's API hangs: callbacks are answered all the same.</summary>
[Collection(AloneCollection.Name)]
public sealed class StormTests(ITestOutputHelper output)
{
    private const int Corps = 500;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Five_hundred_authorizations_in_ten_seconds_are_all_in_the_inbox_and_answered_in_time()
    {
        await using var host = await PlatformHost.StartAsync();
        var suite = await CallbackSuite.SetUpAsync(host);
        CallbackSuite.ShouldBeTaken(await suite.PushTicketAsync());
        await host.Simulator.AddFaultAsync(new SimulatorFault("/cgi-bin/service/get_suite_token", DelayMs: 60_000));
        var began = Stopwatch.GetTimestamp();

        var deliveries = await Task.WhenAll(
            Enumerable
                .Range(0, Corps)
                .Select(async i =>
                {
                    var due = (Duration * i / Corps) - Stopwatch.GetElapsedTime(began);
                    await Task.Delay(due > TimeSpan.Zero ? due : TimeSpan.Zero);
                    var answer = await host.Simulator.ControlAsync(
                        HttpMethod.Post,
                        "/_sim/authorize",
                        new
                        {
                            suite.SuiteId,
                            CorpId = $"wwstorm{i:000}",
                            Action = "create",
                        }
                    );
                    return answer.Json["delivery"]!;
                })
        );

        Report(deliveries);
        foreach (var delivery in deliveries)
        {
            CallbackSuite.ShouldBeTaken(delivery);
        }

        var arrived = (await suite.ArrivedAsync()).Where(item => (string)item!["type"]! == "create_auth").ToList();
        arrived.Count.ShouldBe(Corps);
        arrived.ShouldAllBe(item => (string)item!["status"]! == "waiting");
    }

    private static long ElapsedMs(JsonNode delivery) => (long)delivery["attempts"]!.AsArray()[^1]!["elapsedMs"]!;

    private void Report(JsonNode[] deliveries)
    {
        var sorted = deliveries.Select(ElapsedMs).Order().ToList();
        output.WriteLine(
            $"{sorted.Count} create_auth: p50 {sorted[sorted.Count / 2]} ms, p99 {sorted[(int)(sorted.Count * 0.99) - 1]} ms, longest {sorted[^1]} ms"
        );
    }
}
