namespace WecomPlatform.Testing.Processes;

/// <summary>What to start and how.</summary>
public sealed record ChildProcessOptions(string Name, string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>Added to this process's own environment; null removes a variable.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Run as this user; only root may ask for it.</summary>
    public string? User { get; init; }

    public string? WorkingDirectory { get; init; }
}
