using System.CommandLine;

namespace WecomPlatform.Cli.Hosting;

/// <summary>A command with examples, whose errors are told in one way.</summary>
internal sealed class CliCommand(string name, string description) : Command(name, description)
{
    /// <summary>Whole command lines, shown in the help.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>What stands at the end of the help.</summary>
    public string? Notes { get; init; }

    /// <summary>A command that only has others below it.</summary>
    public static CliCommand Group(string name, string description, params ReadOnlySpan<CliCommand> commands)
    {
        var group = new CliCommand(name, description);
        foreach (var command in commands)
        {
            group.Add(command);
        }

        return group;
    }

    /// <summary>What it does; the result is one of <see cref="ExitCode"/>.</summary>
    public CliCommand Does(Func<CliRun, CancellationToken, Task<int>> work)
    {
        SetAction(
            async (parsed, ct) =>
            {
                var run = new CliRun(parsed, (CliHost)parsed.InvocationConfiguration);
                try
                {
                    return await work(run, ct);
                }
                catch (CliException error)
                {
                    run.Printer.Error(error);
                    return error.ExitCode;
                }
                catch (OperationCanceledException) when (ct.IsCancellationRequested)
                {
                    return ExitCode.Interrupted;
                }
#pragma warning disable CA1031 // The last line: whatever it is, no trace and no value of it reaches the terminal.
                catch (Exception bug)
#pragma warning restore CA1031
                {
                    run.Printer.Error(new CliException(ExitCode.Bug, "internal_error", $"wecom has a bug: {bug.GetType().Name}."));
                    return ExitCode.Bug;
                }
            }
        );
        return this;
    }
}
