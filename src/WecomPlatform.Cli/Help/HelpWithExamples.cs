using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using WecomPlatform.Cli.Hosting;
using WecomPlatform.Cli.Settings;

namespace WecomPlatform.Cli.Help;

/// <summary>The usual help, without the options that every command has, and with examples and notes below it.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    private const int Width = 120;

    public override bool ClearsParseErrors => true;

    /// <summary>Makes it the help of all commands.</summary>
    public static void Install(RootCommand root)
    {
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        var option = new HelpOption("--help", "-h");
        var usual = (HelpAction)option.Action!;
        usual.MaxWidth = Width;
        option.Action = new HelpWithExamples(usual);
        root.Options.Add(option);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var host = parseResult.InvocationConfiguration;
        var output = host.Output;
        using var text = new StringWriter();
        host.Output = text;
        usual.Invoke(parseResult);
        host.Output = output;
        if (parseResult.CommandResult.Command is CliCommand command)
        {
            output.Write(WithoutGlobalOptions(text.ToString()));
            WriteMore(command, output);
        }
        else
        {
            output.Write(text);
            WriteExitCodes(output);
        }

        return ExitCode.Done;
    }

    // They stand in one block, in the order in which the root has them.
    private static string WithoutGlobalOptions(string help)
    {
        var first = help.IndexOf($"  {GlobalOptions.Server.Aliases.Single()}, {GlobalOptions.Server.Name}", StringComparison.Ordinal);
        var end = first < 0 ? -1 : help.IndexOf(Environment.NewLine + Environment.NewLine, first, StringComparison.Ordinal);
        return end < 0 ? help : $"{help[..first]}  … and --server, --key, --tenant, --demo, --json, --help: see wecom --help{help[end..]}";
    }

    private static void WriteMore(CliCommand command, TextWriter output)
    {
        if (command.Examples.Count > 0)
        {
            output.WriteLine("Examples:");
            foreach (var example in command.Examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        if (command.Notes is not null)
        {
            output.WriteLine(command.Notes);
            output.WriteLine();
        }
    }

    private static void WriteExitCodes(TextWriter output)
    {
        output.WriteLine("Exit codes:");
        foreach (var (code, meaning) in ExitCode.All)
        {
            output.WriteLine($"  {code, -3}  {meaning}");
        }
    }
}
