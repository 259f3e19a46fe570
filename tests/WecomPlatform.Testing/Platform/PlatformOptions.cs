using WecomPlatform.Testing.Postgres;

namespace WecomPlatform.Testing.Platform;

/// <summary>What a test needs of a platform.</summary>
public sealed record PlatformOptions
{
    public int Nodes { get; init; } = 1;

    /// <summary>Options of every node, such as Credentials__LeaseSeconds.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Which engine each node runs: what TEST_ENGINE says (orleans, mixed or split), else PostgreSQL's.</summary>
    public EngineMix Engines { get; init; } = EngineMixes.Asked;

    /// <summary>A cluster of the test's own, for tests that stop or pause it; the shared one when null. Whoever made it disposes of it.</summary>
    public PostgresServer? Postgres { get; init; }

    /// <summary>Where the database's tables lie, e.g. on a small disk; with the cluster when null.</summary>
    public string? TableFolder { get; init; }
}
