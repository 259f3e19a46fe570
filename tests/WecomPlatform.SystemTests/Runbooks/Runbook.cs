using WecomPlatform.Testing;
using WecomPlatform.Testing.Platform;
using WecomPlatform.Testing.Postgres;
using WecomPlatform.Testing.Processes;

namespace WecomPlatform.SystemTests.Runbooks;

/// <summary>The commands of docs/runbooks.md, run as they stand there.</summary>
internal static class Runbook
{
    private static readonly string s_text = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "docs", "runbooks.md"));

    /// <summary>Runs what stands below a heading; returns what it wrote.</summary>
    public static Task<string> DoAsync(string heading, IReadOnlyDictionary<string, string?> environment) =>
        ChildProcess.RunAsync(
            new ChildProcessOptions("runbook", "/bin/bash", ["-euo", "pipefail", "-c", Commands(heading)]) { Environment = environment }
        );

    /// <summary>What its commands need to know of a database.</summary>
    public static Dictionary<string, string?> On(PostgresServer server, string database) =>
        new()
        {
            ["PGHOST"] = "127.0.0.1",
            ["PGPORT"] = $"{server.Port}",
            ["PGUSER"] = "postgres",
            ["DB"] = database,
        };

    /// <summary>What its commands need to know of a node.</summary>
    public static Dictionary<string, string?> On(NodeProcess node) =>
        new() { ["NODE"] = node.BaseAddress.GetLeftPart(UriPartial.Authority), ["ADMIN_KEY"] = node.Options.Secrets.AdminKey };

    private static string Commands(string heading)
    {
        const string Begin = "```bash\n";
        var section = s_text.Split("\n## ").Single(part => part.StartsWith(heading + "\n", StringComparison.Ordinal));
        return string.Join('\n', section.Split(Begin).Skip(1).Select(block => block.Split("```")[0]));
    }
}
