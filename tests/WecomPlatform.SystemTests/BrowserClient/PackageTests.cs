using System.IO.Compression;
using System.Text.Json.Nodes;
using WecomPlatform.Testing.Processes;

namespace WecomPlatform.SystemTests.BrowserClient;

/// <summary>What the package promises of itself.</summary>
public sealed class PackageTests
{
    [Theory]
    [InlineData("index.js")]
    [InlineData("wecom-platform.js")]
    public async Task It_is_smaller_than_4_KB_gzipped(string name)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await gzip.WriteAsync(await File.ReadAllBytesAsync(ClientScript.Built(name)));
        }

        packed.Length.ShouldBeLessThan(4096);
    }

    [Fact]
    public void It_depends_on_nothing_and_its_lock_names_no_registry()
    {
        var package = JsonNode.Parse(File.ReadAllText(Path.Combine(ClientScript.Folder, "package.json")))!;
        package["dependencies"].ShouldBeNull();
        package["peerDependencies"].ShouldBeNull();
        File.ReadAllText(Path.Combine(ClientScript.Folder, "package-lock.json")).ShouldNotContain("\"resolved\"");
    }

    [Fact]
    public async Task A_server_that_renders_pages_may_load_the_module()
    {
        const string script = "const m = await import(process.argv[1]); console.log(Object.keys(m).sort().join(' '));";

        var output = await ChildProcess.RunAsync(
            new ChildProcessOptions("node", "node", ["--input-type=module", "-e", script, ClientScript.Built("index.js")]),
            TimeSpan.FromSeconds(30)
        );

        output.ShouldContain("SignatureError configureLegacy createSigner findSidebar");
    }

    [Fact]
    public async Task Its_types_fit_WeComs_own()
    {
        // Compiled by the package's own compiler against the SDK's types, wrong calls among them.
        var output = await ChildProcess.RunAsync(
            new ChildProcessOptions("tsc", "node", ["node_modules/typescript/bin/tsc", "--project", "types-test"])
            {
                WorkingDirectory = ClientScript.Folder,
            },
            TimeSpan.FromMinutes(2)
        );

        output.Trim().ShouldBeEmpty();
    }
}
