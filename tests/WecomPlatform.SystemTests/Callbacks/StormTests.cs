using System.Diagnostics;
using System.Text.Json.Nodes;
using WecomPlatform.SystemTests.Onboarding;
using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Http;
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
    public async Task Five_hundred_authorizations_in_ten_seconds_are_answered_and_later_every_corp_signs_and_each_code_was_fetched_once()
    {
        await using var host = await Provider.StartAsync();
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
                            CorpId = Corp(i),
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

        await ShouldWaitAsync(suite);
        await host.Simulator.ClearFaultsAsync();
        await ShouldBecomeUsableAsync(host, suite);
        (await host.Simulator.CallsAsync()).Total("/cgi-bin/service/get_permanent_code").ShouldBe(Corps);
    }

    private static string Corp(int i) => $"wwstorm{i:000}";

    private static async Task ShouldWaitAsync(CallbackSuite suite)
    {
        var arrived = (await suite.ArrivedAsync()).Where(item => (string)item!["type"]! == "create_auth").ToList();
        arrived.Count.ShouldBe(Corps);
        arrived.ShouldAllBe(item => (string)item!["status"]! == "waiting");
    }

    private async Task ShouldBecomeUsableAsync(PlatformHost host, CallbackSuite suite)
    {
        var began = Stopwatch.GetTimestamp();
        var key = (await host.Admin.CreateKeyAsync(suite.Tenant)).Key;
        await Eventually.TrueAsync(
            async _ =>
                (await host.Admin.SendAsync(HttpMethod.Get, $"tenants/{suite.Tenant}/suites/{suite.SuiteId}/authorizations?limit=1000"))
                    .Expect()
                    .Json["items"]!
                    .AsArray()
                    .Count(item => (string?)item!["state"] == "active") == Corps,
            "all corps are taken in",
            TimeSpan.FromMinutes(3)
        );
        output.WriteLine($"all taken in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s after WeCom's API is back");
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Corps),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (i, ct) =>
            {
                var answer = await host.Nodes[0]
                    .Client.SendJsonAsync(
                        HttpMethod.Post,
                        "/v1/signatures",
                        new
                        {
                            corpId = Corp(i),
                            suiteId = suite.SuiteId,
                            url = "https://app.example.com/",
                        },
                        key,
                        ct
                    );
                answer.Expect().Json["signatures"]!["agent"].ShouldNotBeNull();
            }
        );
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
