namespace WecomPlatform.Testing.Platform;

/// <summary>What nodes are told of their engine.</summary>
internal static class EngineMixes
{
    /// <summary>The mix that whoever runs the tests asks for.</summary>
    public static EngineMix Asked { get; } =
        Enum.TryParse<EngineMix>(System.Environment.GetEnvironmentVariable("TEST_ENGINE"), ignoreCase: true, out var mix)
            ? mix
            : EngineMix.Postgres;

    /// <summary>The options of one node.</summary>
    public static Dictionary<string, string?> Environment(this EngineMix mix, int node) =>
        new(StringComparer.Ordinal)
        {
            ["Owners__Engine"] = mix == EngineMix.Postgres || (mix == EngineMix.Mixed && node == 0) ? "postgres" : "orleans",
            ["Grains__ClusterId"] = mix == EngineMix.Split ? $"alone-{node}" : "wecom",
        };
}
