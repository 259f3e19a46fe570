using WecomPlatform.Testing;
using WecomPlatform.Testing.Cli;

namespace WecomPlatform.Tests.Docs;

/// <summary><c>docs/cli.md</c> is made from the help of each command: <c>UPDATE_DOCS=1 ./test unit</c>.</summary>
public sealed class CliReferenceTests
{
    private static readonly string s_path = Path.Combine(RepositoryPaths.Root, "docs", "cli.md");

    [Fact]
    public async Task The_reference_says_what_the_help_says()
    {
        var text = (await WecomProgram.RunAsync(["reference"])).Expect().Out;
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(s_path, text);
        }

        (await File.ReadAllTextAsync(s_path)).ShouldBe(text, "Run UPDATE_DOCS=1 ./test unit and commit docs/cli.md.");
    }
}
