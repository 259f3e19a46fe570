using System.Diagnostics;
using WecomPlatform.Testing.Cli;

namespace WecomPlatform.SystemTests.Cli;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("wecom co", new[] { "completion", "corps" })]
    [InlineData("wecom corps de", new[] { "delete" })]
    [InlineData("wecom keys create --ki", new[] { "--kind" })]
    [InlineData("wecom keys create --kind ", new[] { "publishable", "secret" })]
    public async Task Bash_completes_commands_options_and_values(string line, string[] candidates)
    {
        var script = (await WecomProgram.RunAsync(["completion", "bash"])).Expect().Out;

        // What bash does when Tab is pressed at the end of the line.
        var words = line.Split(' ');
        var press = $$"""
            wecom() { dotnet '{{WecomProgram.Path}}' "$@"; }
            {{script}}
            COMP_LINE='{{line}}' COMP_POINT={{line.Length}} COMP_WORDS=({{string.Join(
                ' ',
                words.Select(word => $"'{word}'")
            )}}) COMP_CWORD={{words.Length - 1}}
            _wecom wecom
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        var offered = await BashAsync(press);

        foreach (var candidate in candidates)
        {
            offered.ShouldContain(candidate);
        }

        var typed = words[^1];
        offered.ShouldAllBe(word => word.StartsWith(typed, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("zsh", "compdef _wecom wecom")]
    [InlineData("fish", "complete -c wecom")]
    public async Task Other_shells_have_scripts_too(string shell, string line) =>
        (await WecomProgram.RunAsync(["completion", shell])).Expect().Out.ShouldContain(line);

    [Fact]
    public async Task A_shell_without_a_script_is_refused() => (await WecomProgram.RunAsync(["completion", "cmd"])).Expect(2);

    private static async Task<string[]> BashAsync(string script)
    {
        var info = new ProcessStartInfo("bash", ["-c", script]) { UseShellExecute = false, RedirectStandardOutput = true };
        using var bash = Process.Start(info)!;
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
