using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using WecomPlatform.Cli.Output;
using WecomPlatform.Cli.Settings;

namespace WecomPlatform.Cli.Hosting;

/// <summary>What is wrong with a command line. Values are not repeated: one of them may be a secret in the wrong place.</summary>
internal static partial class UsageErrors
{
    /// <summary>What is wrong, a sentence each; empty when nothing is, or only help is asked for.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed) =>
        parsed.Action is ParseErrorAction
            ? [.. parsed.Errors.Select(error => Mask(error.Message, parsed)).Distinct(StringComparer.Ordinal)]
            : [];

    public static int Tell(IReadOnlyList<string> errors, ParseResult parsed, CliHost host)
    {
        var path = string.Join(' ', Path(parsed.CommandResult));
        new Printer(host.Output, host.Error, parsed.GetValue(GlobalOptions.Json)).Error(
            CliException.Usage($"{string.Join(' ', errors)} See {path} --help.")
        );
        return ExitCode.Usage;
    }

    private static string Mask(string message, ParseResult parsed) =>
        parsed
            .Tokens.Where(token => token.Type == TokenType.Argument)
            .Select(token => token.Value)
            .Concat(parsed.UnmatchedTokens)
            .Where(value => !CommandLike().IsMatch(value))
            .OrderByDescending(value => value.Length)
            .Aggregate(message, (text, value) => value.Length == 0 ? text : text.Replace($"'{value}'", "'…'", StringComparison.Ordinal));

    private static IEnumerable<string> Path(SymbolResult? result)
    {
        return result is null ? []
            : result is CommandResult command ? Path(result.Parent).Append(command.Command.Name)
            : Path(result.Parent);
    }

    // A mistyped command or option may be shown; no key and no secret of WeCom's looks like one.
    [GeneratedRegex("^-{0,2}[a-z][a-z-]{0,23}$", RegexOptions.None, 100)]
    private static partial Regex CommandLike();
}
