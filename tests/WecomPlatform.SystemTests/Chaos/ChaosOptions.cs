using System.Globalization;

namespace WecomPlatform.SystemTests.Chaos;

/// <summary>How large a chaos run is. Everything that is drawn is drawn from the seed; the machine's timing is not.</summary>
/// <param name="Seed">CHAOS_SEED.</param>
/// <param name="Length">CHAOS_SECONDS: from the first quiet phase to the end of the last one.</param>
/// <param name="Apps">CHAOS_APPS; three to a corp.</param>
public sealed record ChaosOptions(int Seed, TimeSpan Length, int Apps)
{
    public const int AppsPerCorp = 3;

    public static ChaosOptions Read() =>
        new(
            Number("CHAOS_SEED") ?? Random.Shared.Next(1_000_000),
            TimeSpan.FromSeconds(Number("CHAOS_SECONDS") ?? 45),
            Number("CHAOS_APPS") ?? 60
        );

    private static int? Number(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
