using System.CommandLine;
using WecomPlatform.Cli.Hosting;

namespace WecomPlatform.Cli.Help;

/// <summary><c>wecom reference</c>: the help of every command, in Markdown.</summary>
internal static class ReferenceCommand
{
    public static CliCommand Create() =>
        new CliCommand("reference", "Print the help of all commands as one Markdown text.")
        {
            Examples = ["wecom reference > cli.md"],
        }.Does(WriteAsync);

    private static async Task<int> WriteAsync(CliRun run, CancellationToken ct)
    {
        var output = run.Host.Output;
        var root = run.Parsed.RootCommandResult.Command;
        await output.WriteLineAsync(
            """
            # Command line

            Made by `wecom reference` from the help of each command. In the repository `./wecom` builds and runs it; `dotnet pack
            src/WecomPlatform.Cli` makes a .NET tool of it (`dotnet tool install`). Secrets are best read from standard input (`-`) or
            the environment: a shell remembers its command lines, and other users see those of running programs.

            """
        );
        foreach (var path in Paths(root, []))
        {
            if (path.Count > 0)
            {
                await output.WriteLineAsync($"{(path.Count == 1 ? "##" : "###")} wecom {string.Join(' ', path)}");
            }

            await output.WriteLineAsync($"```\n{Help([.. path, "--help"])}\n```\n");
        }

        return ExitCode.Done;
    }

    private static string Help(IReadOnlyList<string> args)
    {
        using var text = new StringWriter();
        WecomCli.Parse(args).Invoke(new CliHost { Output = text });
        // The same on every machine, whatever the terminal.
        return string.Join('\n', text.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).Trim();
    }

    private static IEnumerable<IReadOnlyList<string>> Paths(Command command, IReadOnlyList<string> path) =>
        command.Subcommands.SelectMany(child => Paths(child, [.. path, child.Name])).Prepend(path);
}
