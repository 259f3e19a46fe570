using System.CommandLine;
using WecomPlatform.Cli.Admin;
using WecomPlatform.Cli.Completion;
using WecomPlatform.Cli.Doctor;
using WecomPlatform.Cli.Help;
using WecomPlatform.Cli.Hosting;
using WecomPlatform.Cli.Settings;
using WecomPlatform.Cli.Signing;
using WecomPlatform.Cli.Tickets;

namespace WecomPlatform.Cli;

/// <summary><c>wecom</c>: all its commands.</summary>
internal static class WecomCli
{
    // Built once: symbols remember their parents and are never changed afterwards.
    private static readonly RootCommand s_root = Create();

    // No @files: a value may begin with @.
    private static readonly ParserConfiguration s_parser = new() { ResponseFileTokenReplacer = null };

    public static ParseResult Parse(IReadOnlyList<string> args) => s_root.Parse(args, s_parser);

    /// <summary>Runs one command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliHost host)
    {
        var parsed = Parse(args);
        return UsageErrors.Of(parsed) is { Count: > 0 } errors ? UsageErrors.Tell(errors, parsed, host) : await parsed.InvokeAsync(host);
    }

    private static RootCommand Create()
    {
        var root = new RootCommand(
            "WecomPlatform's command line: WeCom (企业微信) tickets, page signatures, administration, and why a page gets no signature."
        )
        {
            TicketCommand.Create(),
            SignCommand.Create(),
            DoctorCommand.Create(),
            TenantCommands.Create(),
            KeyCommands.Create(),
            CorpCommands.Create(),
            AgentCommands.Create(),
            SuiteCommands.Create(),
            AuthorizationCommands.Create(),
            ProviderCommands.Create(),
            RedirectUriCommands.Create(),
            CredentialCommands.Create(),
            CallbackHandleCommands.Create(),
            CallbackCommands.Create(),
            OutboxCommands.Create(),
            CompletionCommand.Create(),
            ReferenceCommand.Create(),
        };
        foreach (var option in GlobalOptions.All)
        {
            root.Options.Add(option);
        }

        HelpWithExamples.Install(root);
        return root;
    }
}
