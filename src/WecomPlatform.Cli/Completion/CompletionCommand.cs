using System.CommandLine;
using WecomPlatform.Cli.Hosting;

namespace WecomPlatform.Cli.Completion;

/// <summary><c>wecom completion</c>: what a shell needs to complete command lines.</summary>
internal static class CompletionCommand
{
    private static readonly Argument<string> s_shell = new("shell") { Description = "bash, zsh or fish", HelpName = "bash|zsh|fish" };

    static CompletionCommand() => s_shell.AcceptOnlyFromAmong([.. ShellScripts.All.Keys]);

    public static CliCommand Create() =>
        new CliCommand("completion", "Print a script that makes a shell complete wecom's commands and options.")
        {
            Arguments = { s_shell },
            Examples =
            [
                "source <(wecom completion bash)                              # or in ~/.bashrc",
                "source <(wecom completion zsh)                               # or in ~/.zshrc, after compinit",
                "wecom completion fish > ~/.config/fish/completions/wecom.fish",
            ],
        }.Does(
            async (run, ct) =>
            {
                await run.Host.Output.WriteAsync(ShellScripts.All[run.Get(s_shell)!].AsMemory(), ct);
                return ExitCode.Done;
            }
        );
}
