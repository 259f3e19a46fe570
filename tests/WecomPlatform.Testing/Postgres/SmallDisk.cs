using WecomPlatform.Testing.Processes;

namespace WecomPlatform.Testing.Postgres;

/// <summary>A file system of a few megabytes that a test fills up and frees again. Mounting needs root.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string root) => Root = root;

    /// <summary>Why there cannot be one here; null when there can.</summary>
    public static string? Obstacle { get; } =
        Environment.IsPrivilegedProcess && OperatingSystem.IsLinux() ? null : "Mounting a small file system needs root on Linux.";

    /// <summary>A folder on it that belongs to PostgreSQL.</summary>
    public string Folder => Path.Combine(Root, "tables");

    private string Root { get; }

    private string Ballast => Path.Combine(Root, "ballast");

    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        var root = Directory.CreateTempSubdirectory("wecom-disk-").FullName;
        await RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", root);
        var disk = new SmallDisk(root);
        Directory.CreateDirectory(disk.Folder);
        await RunAsync("chown", $"{PostgresBinaries.User}:", disk.Folder);
        return disk;
    }

    /// <summary>Takes all the space that is left.</summary>
    public void Fill()
    {
        var block = new byte[4096];
        using var ballast = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        try
        {
            while (true)
            {
                ballast.Write(block);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Gives the space back.</summary>
    public void Free() => File.Delete(Ballast);

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", "--lazy", Root);
        Directory.Delete(Root);
    }

    private static Task<string> RunAsync(string program, params string[] arguments) =>
        ChildProcess.RunAsync(
            new ChildProcessOptions(program, Executables.Find(program) ?? throw new FileNotFoundException(program), arguments)
        );
}
