using WecomPlatform.Testing.Processes;

namespace WecomPlatform.Testing.Postgres;

/// <summary>The installed PostgreSQL.</summary>
internal static class PostgresBinaries
{
    /// <summary>The folder with the newest initdb and postgres.</summary>
    public static string Folder { get; } = Find();

    /// <summary>PostgreSQL refuses to run as root: then it runs as the user its package made.</summary>
    public static string? User { get; } = Environment.IsPrivilegedProcess ? "postgres" : null;

    private static string Find()
    {
        const string Debian = "/usr/lib/postgresql";
        if (Directory.Exists(Debian))
        {
            var newest = Directory
                .GetDirectories(Debian)
                .Where(folder => File.Exists(Path.Combine(folder, "bin", "initdb")))
                .MaxBy(folder => decimal.TryParse(Path.GetFileName(folder), out var version) ? version : 0);
            if (newest is not null)
            {
                return Path.Combine(newest, "bin");
            }
        }

        return Path.GetDirectoryName(Executables.Find("initdb"))
            ?? throw new FileNotFoundException("PostgreSQL's server is not installed (Debian and Ubuntu: apt-get install postgresql).");
    }
}
