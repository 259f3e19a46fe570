using System.Globalization;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Chaos;

/// <summary>How large a chaos run is. Everything that is drawn is drawn from the seed; the machine's timing is not.</summary>
/// <param name="Seed">CHAOS_SEED: a number, or "random". Two by default, which differ in all that a seed decides at the start.</param>
/// <param name="Engine">TEST_ENGINE. By default PostgreSQL's, and where Orleans is built the second run has both side by side.</param>
/// <param name="Length">CHAOS_SECONDS: from the first quiet phase to the end of the last one.</param>
/// <param name="Apps">CHAOS_APPS: three to a corp, the last two dozen in one that needs more tickets than it may have.</param>
public sealed record ChaosOptions(int Seed, EngineMix Engine, TimeSpan Length, int Apps)
{
    public const int AppsPerCorp = 3;
    public const int GreedyApps = 24;

    private const int AppsByDefault = 300;
    private static readonly EngineMix s_asked = new PlatformOptions().Engines;

    /// <summary>The apps of corps that get along.</summary>
    public int ModestApps => Math.Max(Apps - GreedyApps, AppsPerCorp);

    /// <summary>Whether WeCom returns a living value again, as opposed to a new one for each call.</summary>
    public bool Repeats => Seed % 2 == 0;

    /// <summary>Whether each commit waits for the standby.</summary>
    public bool IsSynchronous => Seed / 2 % 2 == 0;

    /// <summary>The seeds of this run of the tests, each with its engine.</summary>
    public static IEnumerable<(int Seed, EngineMix Engine)> Runs() =>
        Environment.GetEnvironmentVariable("CHAOS_SEED") switch
        {
            "random" => [(Random.Shared.Next(1_000_000), s_asked)],
            null or "" => [(1, s_asked), (2, IsOrleansBuilt && s_asked == EngineMix.Postgres ? EngineMix.Mixed : s_asked)],
            var text => [(int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture), s_asked)],
        };

    public static ChaosOptions Of(int seed, EngineMix engine) =>
        new(seed, engine, TimeSpan.FromSeconds(Number("CHAOS_SECONDS") ?? 60), Number("CHAOS_APPS") ?? AppsByDefault);

    // As the build was told.
    private static bool IsOrleansBuilt => Environment.GetEnvironmentVariable("Orleans") == "true";

    private static int? Number(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
            ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;
}
