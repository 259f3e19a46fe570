using WecomPlatform.Testing;

namespace WecomPlatform.SystemTests.BrowserClient;

/// <summary>The browser client as it is built: <c>npm run build</c> in src/wecom-platform-js.</summary>
internal static class ClientScript
{
    public static string Folder { get; } = Path.Combine(RepositoryPaths.Root, "src", "wecom-platform-js");

    /// <summary>For a script element: window.wecomPlatform.</summary>
    public static string Read() => File.ReadAllText(Built("wecom-platform.js"));

    public static string Built(string name)
    {
        var file = Path.Combine(Folder, "dist", name);
        return File.Exists(file)
            ? file
            : throw new FileNotFoundException("Not built: npm ci && npm run build in src/wecom-platform-js.", file);
    }
}
