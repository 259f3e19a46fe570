namespace WecomPlatform.Testing.Processes;

/// <summary>A program of this repository, started from where the build put it.</summary>
internal static class DotnetProgram
{
    internal static readonly string Host =
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? Executables.Find("dotnet") ?? throw new FileNotFoundException("dotnet");

    public static ChildProcess Start(
        string project,
        string name,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string?> environment
    )
    {
        var program = RepositoryPaths.Program(project);
        // As in production, whatever the developer's shell says.
        var all = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_URLS"] = null,
            // A watcher of appsettings.json for every process would use up what a kernel has of them.
            ["DOTNET_hostBuilder__reloadConfigOnChange"] = "false",
            ["DOTNET_NOLOGO"] = "1",
        };
        foreach (var (key, value) in environment)
        {
            all[key] = value;
        }

        return ChildProcess.Start(
            new ChildProcessOptions(name, Host, [program, .. arguments])
            {
                Environment = all,
                // appsettings.json is looked up in the working directory.
                WorkingDirectory = Path.GetDirectoryName(program),
            }
        );
    }
}
