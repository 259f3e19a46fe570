using System.Text;
using WecomPlatform.Testing;

namespace WecomPlatform.Tests.Docs;

/// <summary><c>docs/configuration.md</c> is made from the options' own documentation: <c>UPDATE_DOCS=1 ./test unit</c>.</summary>
public sealed class ConfigurationReferenceTests
{
    private static readonly string s_path = Path.Combine(RepositoryPaths.Root, "docs", "configuration.md");

    [Fact]
    public void The_reference_says_what_the_options_say()
    {
        var text = Write();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(s_path, text);
        }

        File.ReadAllText(s_path).ShouldBe(text, "Run UPDATE_DOCS=1 ./test unit and commit docs/configuration.md.");
    }

    [Fact]
    public void Every_setting_says_its_default() =>
        Settings
            .All.Where(setting => !setting.Text.Contains("default", StringComparison.OrdinalIgnoreCase))
            .Select(setting => setting.Name)
            .ShouldBeEmpty();

    private static string Write()
    {
        var text = new StringBuilder(
            """
            # Configuration

            Made from the options' documentation in the sources. Set in the environment (`Node__DrainDelay=00:00:05`), in `appsettings.json`
            or on the command line (`--Node:DrainDelay=00:00:05`). Spans are written `d.hh:mm:ss`. A node checks all of them before it starts and
            says what is wrong.

            | setting | meaning |
            |---|---|

            """
        );
        foreach (var setting in Settings.All)
        {
            var name = setting.IsTable ? setting.Name + ":…" : setting.Name;
            text.Append($"| `{name}` | {setting.Text.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }

        return text.Replace("\r", string.Empty).ToString();
    }
}
