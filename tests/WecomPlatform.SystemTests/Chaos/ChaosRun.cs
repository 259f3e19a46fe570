using System.Text.Json;
using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;
using WecomPlatform.Testing.Postgres;

namespace WecomPlatform.SystemTests.Chaos;

/// <summary>One run from its seed: a quiet time, chaos, healing, a quiet time again; then all that is known of it.</summary>
public sealed class ChaosRun : IAsyncDisposable
{
    public static readonly TimeSpan HealingBound = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan QuietTime = TimeSpan.FromSeconds(8);
    private const int Nodes = 3;
    private const int Plenty = 1_000_000;

    private readonly ChaosOptions _options;
    private readonly PostgresServer _postgres;
    private readonly PlatformHost _host;
    private readonly DisturbanceLog _log = new();
    private readonly List<Quiet> _quiet = [];
    private readonly bool _repeats;

    private ChaosRun(ChaosOptions options, PostgresServer postgres, PlatformHost host)
    {
        (_options, _postgres, _host) = (options, postgres, host);
        _repeats = options.Seed % 2 == 0;
    }

    /// <summary>How long after the end of all faults the last app signed on the last node.</summary>
    public TimeSpan Healed { get; private set; }

    public static async Task<ChaosRun> StartAsync(ChaosOptions options)
    {
        var postgres = await PostgresServer.StartAsync();
        try
        {
            var platform = new PlatformOptions
            {
                Nodes = Nodes,
                Postgres = postgres,
                Environment = ChaosNodes.Environment,
            };
            return new ChaosRun(options, postgres, await PlatformHost.StartAsync(platform));
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }
    }

    public async Task<ChaosEvidence> GoAsync()
    {
        var dice = new Dice(_options.Seed);
        await RowHistory.InstallAsync(_host.Database);
        await _host.Simulator.SetAsync(
            new
            {
                ExpiresIn = 6 + dice.Below(5),
                SameTokenWithinValidity = _repeats,
                LatencyMs = dice.Below(100),
                TicketsPerAppHour = Plenty,
                TicketsPerCorpHour = Plenty,
                WrongSecretLimit = Plenty,
            }
        );
        var apps = await _host.SetUpAppsAsync("t1", Apps());
        // Each secret was tried when it was put: no lease is needed for that, and none is counted.
        await _host.Simulator.ResetCallsAsync();
        var calls = new CallCollector(_host.Simulator);
        await using var load = ChaosLoad.Start(_host, apps, _options.Seed);
        await AllSignAsync(load, apps.Count);
        var end = DateTimeOffset.UtcNow + _options.Length;

        await QuietAsync(DateTimeOffset.UtcNow + QuietTime);
        var chaosEnd = end - QuietTime - HealingBound;
        await Task.WhenAll(
            new MachineChaos(_host, _postgres, _log, dice.Below(int.MaxValue)).RunAsync(chaosEnd),
            new WecomChaos(_host, apps, calls, _log, dice.Below(int.MaxValue)).RunAsync(chaosEnd)
        );

        var healed = DateTimeOffset.UtcNow;
        await new ChaosOperator(_host).RefreshBlockedAsync(apps[0].Tenant);
        await AllSignAsync(load, apps.Count);
        Healed = DateTimeOffset.UtcNow - healed;
        // What one app's page has waited for, another credential's lost lease may still have before it.
        await DelayUntilAsync(healed + HealingBound);
        await QuietAsync(DateTimeOffset.UtcNow + QuietTime);
        await load.StopAsync();
        await calls.LookAsync();

        var history = await _host.Simulator.ControlAsync(HttpMethod.Get, "/_sim/credentials/history");
        return new ChaosEvidence
        {
            Apps = apps,
            Repeats = _repeats,
            Answers = load.Answers,
            Values = history.Json.Deserialize<List<IssuedValue>>(HttpClientJson.Options)!,
            Rows = await RowHistory.ReadAsync(_host.Database),
            Calls = calls.Calls,
            Disturbances = _log.All,
            Quiet = _quiet,
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    private List<CorpApp> Apps()
    {
        var corps = Enumerable
            .Range(0, (_options.Apps + ChaosOptions.AppsPerCorp - 1) / ChaosOptions.AppsPerCorp)
            .Select(_ => CorpApp.Fresh());
        return
        [
            .. corps
                .SelectMany(corp =>
                    Enumerable.Range(0, ChaosOptions.AppsPerCorp).Select(i => CorpApp.Fresh(1_000_002 + i) with { CorpId = corp.CorpId })
                )
                .Take(_options.Apps),
        ];
    }

    private static Task AllSignAsync(ChaosLoad load, int apps) =>
        ManyApps.EachAsync(
            Enumerable.Range(0, apps * Nodes),
            i =>
                Eventually.TrueAsync(
                    async _ => (await load.AskAsync(i % Nodes, i / Nodes)).IsSuccess,
                    $"node {i % Nodes} signs for app {i / Nodes}"
                )
        );

    private async Task QuietAsync(DateTimeOffset until)
    {
        var from = DateTimeOffset.UtcNow;
        await DelayUntilAsync(until);
        _quiet.Add(new Quiet(from, until));
    }

    // The schedule's own pacing.
    private static Task DelayUntilAsync(DateTimeOffset moment) =>
        moment > DateTimeOffset.UtcNow ? Task.Delay(moment - DateTimeOffset.UtcNow) : Task.CompletedTask;
}
