using System.CommandLine;
using System.Text.Json.Nodes;
using WecomPlatform.Cli.Hosting;
using WecomPlatform.Cli.Http;
using WecomPlatform.Cli.Settings;

namespace WecomPlatform.Cli.Signing;

/// <summary><c>wecom sign</c>: signatures for a page, made by the platform or here with a ticket.</summary>
internal static class SignCommand
{
    private static readonly Argument<string> s_url = new("url") { Description = "The page's location.href; what follows # is not signed" };

    private static readonly Option<string[]> s_identity = new("--identity", "-i")
    {
        Description = "Which signatures to make; may be given several times (default: corp, and agent where an app is named)",
        Arity = ArgumentArity.OneOrMore,
        HelpName = "corp|agent|suite",
    };

    private static readonly Option<string> s_ticket = new("--ticket")
    {
        Description = "Sign here, with this jsapi_ticket, instead of asking the platform; - reads a line of standard input",
        HelpName = "TEXT|-",
    };

    private static readonly Option<long?> s_timestamp = new("--timestamp")
    {
        Description = "With --ticket: the timestamp to sign, in seconds (default: now)",
        HelpName = "N",
    };

    private static readonly Option<string> s_nonce = new("--nonce")
    {
        Description = "With --ticket: the nonceStr to sign (default: a random one)",
        HelpName = "TEXT",
    };

    public static CliCommand Create() =>
        new CliCommand("sign", "Sign a page: what ww.register's callbacks return.")
        {
            Arguments = { s_url },
            Options = { AppOptions.Corp, AppOptions.Agent, AppOptions.Suite, s_identity, s_ticket, s_timestamp, s_nonce },
            Examples =
            [
                "wecom sign 'https://app.example.com/page?x=1' --corp ww5f… --agent 1000002",
                "wecom sign https://app.example.com/ --demo .data --json",
                "wecom ticket CORPID SECRET | wecom sign https://app.example.com/ --ticket -",
            ],
        }.Does((run, ct) => run.Get(s_ticket) is null ? AskAsync(run, ct) : Task.FromResult(SignHere(run)));

    private static async Task<int> AskAsync(CliRun run, CancellationToken ct)
    {
        using var platform = new PlatformClient(run.Settings.Server, run.Settings.Key);
        var body = AppOptions.Body(run, run.Get(s_url)!);
        if (run.Get(s_identity) is { Length: > 0 } identities)
        {
            body["identities"] = new JsonArray([.. identities.Select(one => JsonValue.Create(one))]);
        }

        var answer = await platform.SendAsync(HttpMethod.Post, "v1/signatures", body, ct);
        foreach (var warning in answer?["warnings"]?.AsArray() ?? [])
        {
            run.Printer.Note($"wecom: warning: {warning}");
        }

        Tell(run, answer);
        return ExitCode.Done;
    }

    private static int SignHere(CliRun run)
    {
        var ticket = run.Get(s_ticket) == "-" ? run.Host.ReadSecret("--ticket") : run.Get(s_ticket)!;
        var identity = run.Get(s_identity) switch
        {
            null or [] => "corp",
            [var one] => one,
            _ => throw CliException.Usage("One ticket makes the signature of one identity."),
        };
        Tell(run, LocalSignature.Make(ticket, run.Get(s_url)!, identity, run.Get(s_timestamp), run.Get(s_nonce), run.Host.Clock));
        return ExitCode.Done;
    }

    private static void Tell(CliRun run, JsonNode? answer)
    {
        if (run.Printer.IsJson || answer?["signatures"] is not JsonObject signatures)
        {
            run.Printer.Json(answer);
            return;
        }

        run.Printer.List(
            [
                .. signatures.Select(signed => new JsonObject
                {
                    ["identity"] = signed.Key,
                    ["timestamp"] = signed.Value?["timestamp"]?.DeepClone(),
                    ["nonceStr"] = signed.Value?["nonceStr"]?.DeepClone(),
                    ["signature"] = signed.Value?["signature"]?.DeepClone(),
                }),
            ],
            null,
            ["identity", "timestamp", "nonceStr", "signature"]
        );
    }
}
