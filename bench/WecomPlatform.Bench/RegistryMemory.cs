using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Signing;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Registry;

namespace WecomPlatform.Bench;

/// <summary>What a node holds of a corp with one app beside its credentials, and whether a million of them make it slower to find one.</summary>
internal static class RegistryMemory
{
    private const int Corps = 1_000_000;
    private const int Few = 10;
    private const int Lookups = 5_000_000;

    private static readonly TenantId s_tenant = TenantId.Parse("acme");

    public static async Task RunAsync()
    {
        var registry = new ReadThrough<CorpKey, CorpRecord>((id, _) => Task.FromResult<CorpRecord?>(Record(id.Corp)), TimeProvider.System);
        var ids = Enumerable.Range(0, Corps).Select(n => CorpId.Parse($"ww{n:x16}")).ToArray();
        await FillAsync(registry, ids.AsMemory(0, Few));
        Lookup(registry, ids.AsSpan(0, Few)); // compiled
        var few = Lookup(registry, ids.AsSpan(0, Few));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await FillAsync(registry, ids);
        Print(
            "a corp with one app, its id and domain apart",
            (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Corps,
            "bytes"
        );
        Print("a lookup among 10", few, "ns");
        Print("a lookup among 1,000,000, always another", Lookup(registry, ids), "ns");
        Print("a lookup among 1,000,000, of the same 10", Lookup(registry, ids.AsSpan(0, Few)), "ns");
        GC.KeepAlive(registry);
    }

    private static async Task FillAsync(ReadThrough<CorpKey, CorpRecord> registry, ReadOnlyMemory<CorpId> ids)
    {
        for (var n = 0; n < ids.Length; n++)
        {
            await registry.GetAsync(new CorpKey(s_tenant, ids.Span[n]), CancellationToken.None);
        }
    }

    private static double Lookup(ReadThrough<CorpKey, CorpRecord> registry, ReadOnlySpan<CorpId> ids)
    {
        var started = Stopwatch.GetTimestamp();
        for (var n = 0; n < Lookups; n++)
        {
            registry.TryGet(new CorpKey(s_tenant, ids[(int)((uint)n * 2_654_435_761u % (uint)ids.Length)]), out _);
        }

        return Stopwatch.GetElapsedTime(started).TotalNanoseconds / Lookups;
    }

    private static CorpRecord Record(CorpId id)
    {
        var agent = AgentId.Create(1_000_002);
        var app = new AgentRecord(agent, "selfBuilt", [TrustedDomain.Parse("app.example.com")], null, false, true, default);
        return new CorpRecord(s_tenant, id, "A corp", agent, null, new[] { app }.ToFrozenDictionary(one => one.Id));
    }

    private static void Print(string what, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {value:0} {unit}"));
}
