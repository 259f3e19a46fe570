namespace WecomPlatform.Testing.Processes;

/// <summary>Looks programs up as a shell would.</summary>
internal static class Executables
{
    private static readonly string[] Usual = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat(Usual)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
