using System.Text.Json;
using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Chaos;

/// <summary>One run from its seed: a quiet time, chaos, healing, a quiet time again; then all that is known of it.</summary>
public sealed class ChaosRun : IAsyncDisposable
{
    public static readonly TimeSpan HealingBound = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan QuietTime = TimeSpan.FromSeconds(8);
    private const string Tenant = "t1";
    private const int AppsPerSecondOfLife = 30;
    private static readonly TimeSpan BetweenOutages = TimeSpan.FromSeconds(15);

    private readonly ChaosOptions _options;
    private readonly ChaosStage _stage;
    private readonly Dice _dice;
    private readonly TimeSpan _life;
    private readonly int _ticketsPerCorp;
    private readonly DisturbanceLog _log = new();
    private readonly List<Quiet> _quiet = [];

    private ChaosRun(ChaosOptions options, ChaosStage stage, Dice dice, TimeSpan life, int ticketsPerCorp)
    {
        (_options, _stage, _dice, _life, _ticketsPerCorp) = (options, stage, dice, life, ticketsPerCorp);
    }

    /// <summary>How long after the end of all faults the last app signed on the last node, but for what the machine had no time.</summary>
    public TimeSpan Healed { get; private set; }

    /// <summary>What was done until now.</summary>
    public IReadOnlyList<Disturbance> Disturbances => _log.All;

    public static async Task<ChaosRun> StartAsync(ChaosOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var dice = new Dice(options.Seed);
        // More apps live longer, so that they ask for no more in a second.
        var life = TimeSpan.FromSeconds((6 + dice.Below(5)) * Math.Max(1, options.Apps / AppsPerSecondOfLife));
        var ticketsPerCorp = TicketsPerCorp(options, life);
        return new ChaosRun(
            options,
            await ChaosStage.StartAsync(options.Engine, options.IsSynchronous, ChaosNodes.With(ticketsPerCorp)),
            dice,
            life,
            ticketsPerCorp
        );
    }

    public async Task<ChaosEvidence> GoAsync()
    {
        var host = _stage.Host;
        await RowHistory.InstallAsync(_stage.Database);
        await host.Simulator.SetAsync(
            new
            {
                ExpiresIn = (int)_life.TotalSeconds,
                SameTokenWithinValidity = _options.Repeats,
                LatencyMs = _dice.Below(100),
                TicketsPerAppHour = _ticketsPerCorp,
                TicketsPerCorpHour = _ticketsPerCorp,
                WrongSecretLimit = 1_000_000,
            }
        );
        using var people = new ChaosOperator(host, _log);
        var apps = await host.SetUpAppsAsync(Tenant, Apps(), app => people.RegisterAsync(Tenant, app));
        // Each secret was tried when it was put: no lease is needed for that, and none is counted.
        await host.Simulator.ResetCallsAsync();
        var modest = apps.Take(_options.ModestApps).ToList();
        var calls = new CallCollector(host.Simulator);
        using var starvation = Starvation.Watch(_log);
        await using var load = new ChaosLoad(host, apps);
        await AllSignAsync(load, modest.Count);
        load.Start(_options.Seed);
        var end = DateTimeOffset.UtcNow + _options.Length;

        using var stop = new CancellationTokenSource();
        var versions = new VersionWatch(host, Tenant);
        var watching = versions.RunAsync(stop.Token);
        await QuietAsync(DateTimeOffset.UtcNow + QuietTime);
        var chaosEnd = end - QuietTime - HealingBound;
        await Task.WhenAll(
            new MachineChaos(_stage, people, _log, _dice.Below(int.MaxValue)).RunAsync(chaosEnd),
            new WecomChaos(host, modest, people, calls, _log, _dice.Below(int.MaxValue)).RunAsync(chaosEnd)
        );

        var healed = DateTimeOffset.UtcNow;
        await people.RefreshBlockedAsync(Tenant);
        await AllSignAsync(load, modest.Count);
        Healed = DateTimeOffset.UtcNow - healed - _log.Starved(since: healed);
        // What one app's page has waited for, another credential's lost lease may still have before it.
        await DelayUntilAsync(healed + HealingBound);
        await QuietAsync(DateTimeOffset.UtcNow + QuietTime);
        await stop.CancelAsync();
        await watching;
        await load.StopAsync();
        await calls.LookAsync();

        var history = await host.Simulator.ControlAsync(HttpMethod.Get, "/_sim/credentials/history");
        return new ChaosEvidence
        {
            Apps = apps,
            Repeats = _options.Repeats,
            Answers = load.Answers,
            Values = history.Json.Deserialize<List<IssuedValue>>(HttpClientJson.Options)!,
            Rows = await RowHistory.ReadAsync(_stage.Database),
            Calls = calls.Calls,
            Disturbances = _log.All,
            Quiet = _quiet,
            Versions = versions.Shown,
            TicketsPerCorp = _ticketsPerCorp,
        };
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    // Twice what a corp with a few apps needs in an hour, or in the run if that is shorter; the one with many apps needs twice of that.
    // Each time that WeCom does not answer costs attempts too.
    private static int TicketsPerCorp(ChaosOptions options, TimeSpan life)
    {
        var hour = options.Length < BudgetCheck.Window ? options.Length : BudgetCheck.Window;
        // Both kinds of ticket, each fetched in the middle of its life; and all of them at the start and once more for what goes wrong.
        return (int)(2 * ChaosOptions.AppsPerCorp * 2 * ((hour / life * 2.5) + (hour / BetweenOutages) + 2));
    }

    private List<CorpApp> Apps()
    {
        var modest = Enumerable
            .Range(0, (_options.ModestApps + ChaosOptions.AppsPerCorp - 1) / ChaosOptions.AppsPerCorp)
            .SelectMany(_ => Corp(ChaosOptions.AppsPerCorp))
            .Take(_options.ModestApps);
        return [.. modest, .. Corp(_options.Apps - _options.ModestApps)];
    }

    private static IEnumerable<CorpApp> Corp(int apps)
    {
        var corp = CorpApp.Fresh().CorpId;
        return Enumerable.Range(0, apps).Select(i => CorpApp.Fresh(1_000_002 + i) with { CorpId = corp });
    }

    private static Task AllSignAsync(ChaosLoad load, int apps) =>
        ManyApps.EachAsync(
            Enumerable.Range(0, apps * ChaosStage.Nodes),
            i =>
                Eventually.TrueAsync(
                    async _ => (await load.AskAsync(i % ChaosStage.Nodes, i / ChaosStage.Nodes)).IsSuccess,
                    $"node {i % ChaosStage.Nodes} signs for app {i / ChaosStage.Nodes}",
                    TimeSpan.FromSeconds(60)
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
