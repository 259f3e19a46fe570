using System.CommandLine;
using System.Globalization;
using System.Text;
using WecomPlatform.Cli.Doctor.Signatures;
using WecomPlatform.Cli.Hosting;
using WecomPlatform.Cli.Settings;
using WecomPlatform.Cli.Upstream;

namespace WecomPlatform.Cli.Doctor;

/// <summary><c>wecom doctor</c>: why does my page not get its signature?</summary>
internal static class DoctorCommand
{
    private static readonly Argument<string?> s_page = new("url")
    {
        Description = "The page's location.href",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string> s_secret = Text(
        "--secret",
        "The app's secret: WeCom is asked from this machine, too; - reads a line of standard input [env: WECOM_SECRET]"
    );
    private static readonly Option<string> s_signature = Text("--signature", "The signature that the page handed to the SDK");
    private static readonly Option<string> s_timestamp = Text("--timestamp", "The timestamp that it handed over with it");
    private static readonly Option<string> s_nonce = Text("--nonce", "The nonceStr that it handed over with it");

    private static readonly Option<string> s_kind = new("--kind")
    {
        Description = "Whose signature it is: corp (getConfigSignature, wx.config) or agent (getAgentConfigSignature, wx.agentConfig)",
        HelpName = "corp|agent|suite",
        DefaultValueFactory = _ => "corp",
    };

    private static readonly Option<string> s_landing = Text("--landing-url", "The url by which a single-page app was entered");
    private static readonly Option<string> s_ticket = Text(
        "--ticket",
        "The ticket that should have signed; - reads a line of standard input [env: WECOM_TICKET]"
    );
    private static readonly Option<string> s_callbackUrl = Text(
        "--callback-url",
        "The callback URL to try (default: the suite's or app's on the platform)"
    );
    private static readonly Option<string> s_callbackToken = Text(
        "--callback-token",
        "Its Token; - reads a line of standard input [env: WECOM_CALLBACK_TOKEN]"
    );
    private static readonly Option<string> s_aesKey = Text(
        "--encoding-aes-key",
        "Its EncodingAESKey; - reads a line of standard input [env: WECOM_ENCODING_AES_KEY]"
    );
    private static readonly Option<string> s_receiveId = Text(
        "--receive-id",
        "Whom its verification is encrypted for (default: the provider's corpid, or --corp)"
    );

    static DoctorCommand() => s_kind.AcceptOnlyFromAmong("corp", "agent", "suite");

    public static CliCommand Create() =>
        new CliCommand(
            "doctor",
            "Find out why a page gets no signature: server, keys, clock, registration, IP list, secret, app, authorization, suite_ticket, limits, "
                + "callback URL, url, trusted domain, and the page's signature rule by rule. What is not named is not looked at."
        )
        {
            Arguments = { s_page },
            Options =
            {
                AppOptions.Corp,
                AppOptions.Agent,
                AppOptions.Suite,
                s_secret,
                s_kind,
                s_signature,
                s_timestamp,
                s_nonce,
                s_landing,
                s_ticket,
                s_callbackUrl,
                s_callbackToken,
                s_aesKey,
                s_receiveId,
                UpstreamOptions.BaseUrl,
                UpstreamOptions.Proxy,
            },
            Examples =
            [
                "wecom doctor --demo .data https://app.example.com/",
                "wecom doctor --corp ww5f… --agent 1000002 --secret - < secret.txt             # without a platform",
                "wecom doctor 'https://app.example.com/#/cart' --corp ww5f… --agent 1000002 --secret - \\",
                "    --kind agent --timestamp 1414587457 --nonce Wm3WZYTPz0wzccnW --signature 0f9d… < secret.txt",
                "wecom doctor --callback-url https://saas.example.com/wecom --receive-id ww5f… --callback-token … --encoding-aes-key …",
            ],
            Notes = Notes(),
        }.Does(RunAsync);

    private static async Task<int> RunAsync(CliRun run, CancellationToken ct)
    {
        var input = Read(run);
        if (input is { Server: null, Secret: null, Page: null, CallbackUrl: null })
        {
            throw CliException.Usage(
                "What shall be looked at? Name a platform (--server), an app (--corp, --agent, --secret), a page or a callback URL."
            );
        }

        await using var examination = new Examination(input, UpstreamOptions.Open(run), run.Host.Clock, ct);
        var report = new DoctorReport(run.Printer);
        foreach (var check in Checkup.All)
        {
            report.Add(check.Name, await check.RunAsync(examination, ct));
        }

        report.Finish();
        return report.IsWrong ? ExitCode.Wrong : ExitCode.Done;
    }

    private static DoctorInput Read(CliRun run)
    {
        var settings = run.Settings;
        return new DoctorInput
        {
            Server = settings.ServerOrNone,
            AdminKey = settings.AdminKeyOrNone,
            Key = settings.KeyOrNone,
            Tenant = settings.TenantOrNone,
            Corp = AppOptions.CorpOf(run),
            Agent = AppOptions.AgentOf(run),
            Suite = run.Get(AppOptions.Suite),
            Secret = UpstreamOptions.Secret(run, run.Get(s_secret)),
            Page = run.Get(s_page),
            Landing = run.Get(s_landing),
            Claim = ReadClaim(run),
            Ticket = Secret(run, s_ticket, "WECOM_TICKET"),
            CallbackUrl = run.Get(s_callbackUrl) is { } url
                ? Uri.TryCreate(url, UriKind.Absolute, out var callback) && callback.Scheme is "http" or "https"
                    ? callback
                    : throw CliException.Usage("--callback-url must be an absolute http(s) url.")
                : null,
            CallbackToken = Secret(run, s_callbackToken, "WECOM_CALLBACK_TOKEN"),
            EncodingAesKey = Secret(run, s_aesKey, "WECOM_ENCODING_AES_KEY"),
            ReceiveId = run.Get(s_receiveId),
        };
    }

    private static SignatureClaim? ReadClaim(CliRun run) =>
        (run.Get(s_signature), run.Get(s_timestamp), run.Get(s_nonce), run.Get(s_page)) switch
        {
            (null, null, null, _) => null,
            ({ } signature, { } timestamp, { } nonce, not null) => new SignatureClaim(run.Get(s_kind)!, timestamp, nonce, signature),
            _ => throw CliException.Usage("A signature is checked with its page's url, --signature, --timestamp and --nonce together."),
        };

    private static string? Secret(CliRun run, Option<string> option, string variable) =>
        run.Get(option) == "-" ? run.Host.ReadSecret(option.Name) : CliSettings.Said(run.Get(option), run.Host.Variable(variable));

    private static Option<string> Text(string name, string description) => new(name) { Description = description, HelpName = "TEXT" };

    private static string Notes()
    {
        var notes = new StringBuilder("The ten most common mistakes, and the codes that they are found under:\n");
        foreach (var (index, mistake) in Mistakes.All.Index())
        {
            notes.Append(CultureInfo.InvariantCulture, $"  {index + 1, 2}. {mistake.Text}: {string.Join(", ", mistake.Codes)}\n");
        }

        return notes
            .Append("With --secret a page's signature costs up to two of the 100 ticket calls an hour that WeCom allows an app.")
            .ToString();
    }
}
