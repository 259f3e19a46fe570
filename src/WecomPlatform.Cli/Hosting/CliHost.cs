using System.CommandLine;

namespace WecomPlatform.Cli.Hosting;

/// <summary>What surrounds a run: input, output, environment, clock.</summary>
internal sealed class CliHost : InvocationConfiguration
{
    public CliHost() => EnableDefaultExceptionHandler = false;

    /// <summary>Standard input.</summary>
    public TextReader Input { get; init; } = Console.In;

    /// <summary>The environment.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The next line of the input: a secret that stands in no shell's history.</summary>
    public string ReadSecret(string what) =>
        Input.ReadLine()?.Trim() is { Length: > 0 } line ? line : throw CliException.Usage($"{what} is expected on standard input.");
}
