namespace WecomPlatform.Testing;

/// <summary>Where things are in the repository that these tests were built from.</summary>
public static class RepositoryPaths
{
    /// <summary>The folder with WecomPlatform.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>"debug" or "release": the configuration that the tests were built in, and so the one of the programs they start.</summary>
    public static string Configuration { get; } = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    /// <summary>Where started processes leave their output, one folder per test process.</summary>
    public static string Logs { get; } =
        Directory
            .CreateDirectory(Path.Combine(Root, "artifacts", "test-logs", $"{DateTime.UtcNow:yyyyMMdd-HHmmss}-{Environment.ProcessId}"))
            .FullName;

    /// <summary>The program of <paramref name="project"/> from the same build as the tests; throws when there is none.</summary>
    /// <param name="project">The project's name.</param>
    /// <param name="assembly">The assembly's name when it is another one.</param>
    public static string Program(string project, string? assembly = null)
    {
        var path = Path.GetFullPath(
            Path.Combine(AppContext.BaseDirectory, "..", "..", project, Configuration, (assembly ?? project) + ".dll")
        );
        return File.Exists(path) ? path : throw new FileNotFoundException($"{project} is not built ({Configuration}).", path);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "WecomPlatform.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No WecomPlatform.sln above {AppContext.BaseDirectory}");
    }
}
