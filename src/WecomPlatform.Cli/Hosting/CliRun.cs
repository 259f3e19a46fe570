using System.CommandLine;
using WecomPlatform.Cli.Http;
using WecomPlatform.Cli.Output;
using WecomPlatform.Cli.Settings;

namespace WecomPlatform.Cli.Hosting;

/// <summary>One run of a command.</summary>
internal sealed class CliRun
{
    public CliRun(ParseResult parsed, CliHost host)
    {
        (Parsed, Host) = (parsed, host);
        Printer = new Printer(host.Output, host.Error, parsed.GetValue(GlobalOptions.Json));
        Settings = new CliSettings(parsed, host);
    }

    public ParseResult Parsed { get; }

    public CliHost Host { get; }

    public Printer Printer { get; }

    public CliSettings Settings { get; }

    /// <summary>What was said for an option; its default when nothing was.</summary>
    public T? Get<T>(Option<T> option) => Parsed.GetValue(option);

    /// <summary>What was said for an argument.</summary>
    public T? Get<T>(Argument<T> argument) => Parsed.GetValue(argument);

    /// <summary>The platform as the administrator sees it.</summary>
    public PlatformClient Administrator() => new(Settings.Server, Settings.AdminKey);
}
