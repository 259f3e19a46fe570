namespace WecomPlatform.Testing.Browser;

/// <summary>The SDKs as published, from tests/browser/node_modules.</summary>
public static class PageSdkScripts
{
    public static string Read(PageSdk sdk) =>
        sdk == PageSdk.Ww
            ? File.ReadAllText(InNodeModules("@wecom/jssdk/dist/wecom.global.prod.js"))
            // The package is for bundlers only: what a bundler would do.
            : $"var module = {{ exports: {{}} }};\n{File.ReadAllText(InNodeModules("weixin-js-sdk/index.js"))}\nwindow.wx = module.exports;";

    private static string InNodeModules(string path)
    {
        var file = Path.Combine(RepositoryPaths.Root, "tests", "browser", "node_modules", path);
        return File.Exists(file) ? file : throw new FileNotFoundException("Not installed: npm ci in tests/browser.", file);
    }
}
