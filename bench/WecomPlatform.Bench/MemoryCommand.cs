using System.Globalization;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Policy;
using WecomPlatform.Credentials.Refreshing;
using WecomPlatform.Credentials.Snapshots;

namespace WecomPlatform.Bench;

/// <summary>What a credential costs a node that holds it: a million snapshots, owners for a tenth of them.</summary>
internal static class MemoryCommand
{
    private const int Snapshots = 1_000_000;
    private const int Owners = Snapshots / 10;

    public static async Task RunAsync()
    {
        var clock = TimeProvider.System;
        var policy = new CredentialPolicy(new CredentialPolicyOptions());
        var cache = new SnapshotCache();
        var rows = new FreshRows();
        using var owners = new LocalCredentialOwners(policy, rows, new NoSource(), cache, new NoEvents(), clock);
        using var schedule = new RefreshSchedule(cache, owners, clock);
        using var stop = new CancellationTokenSource();
        var running = schedule.RunAsync(stop.Token);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var n = 0; n < Snapshots; n++)
        {
            cache.Offer(policy.Adopt(FreshRows.Row(Key(n)), clock).Snapshot!);
        }

        var held = await SettledAsync();
        Print("a snapshot in the cache, its refresh scheduled", held - before, Snapshots);
        for (var n = 0; n < Owners; n++)
        {
            await owners.GetAsync(Key(n), Generation.None, CancellationToken.None);
        }

        Print("an owner", await SettledAsync() - held, Owners);
        GC.KeepAlive(cache);
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // Each has ids of its own, as those have that came by the change feed.
    private static CredentialKey Key(int n) =>
        CredentialKey.OfApp(TenantId.Parse("acme"), CorpId.Parse($"ww{n / 3:x16}"), AgentId.Create(1_000_002))[n % 3];

    // The schedule works beside.
    private static async Task<long> SettledAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(2));
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static void Print(string what, long bytes, int count) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {(double)bytes / count:0} bytes"));
}
