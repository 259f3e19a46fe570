using WecomPlatform.Cli;
using WecomPlatform.Cli.Hosting;
using WecomPlatform.Testing.Cli;

namespace WecomPlatform.Tests.Cli;

/// <summary>Runs of <c>wecom</c> inside the tests, with a clock and an environment of their own.</summary>
internal static class CliInProcess
{
    public static Task<CliAnswer> RunAsync(params string[] arguments) => RunAsync(arguments, input: "");

    public static async Task<CliAnswer> RunAsync(
        string[] arguments,
        string input = "",
        Dictionary<string, string?>? environment = null,
        TimeProvider? clock = null
    )
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var host = new CliHost
        {
            Output = output,
            Error = error,
            Input = new StringReader(input),
            Variable = name => environment?.GetValueOrDefault(name),
            Clock = clock ?? TimeProvider.System,
        };
        var exitCode = await WecomCli.RunAsync(arguments, host);
        return new CliAnswer(exitCode, output.ToString(), error.ToString());
    }
}
