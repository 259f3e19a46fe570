using System.CommandLine;
using System.Text.Json.Nodes;
using WecomPlatform.Cli.Hosting;
using WecomPlatform.Cli.Upstream;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Wecom.Api;

namespace WecomPlatform.Cli.Tickets;

/// <summary><c>wecom ticket</c>: a jsapi_ticket straight from WeCom, for development.</summary>
internal static class TicketCommand
{
    private static readonly Argument<string> s_corp = new("corpId") { Description = "The corp's corpid (企业ID)" };

    private static readonly Argument<string?> s_secret = new("secret")
    {
        Description = "The app's secret; - or none reads it from WECOM_SECRET or standard input, so that no shell remembers it",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> s_agent = new("--agent", "-a")
    {
        Description = "The app's ticket (agent_config, for getAgentConfigSignature) instead of the corp's",
    };

    public static CliCommand Create() =>
        new CliCommand(
            "ticket",
            "Fetch a jsapi_ticket straight from WeCom, for development. It costs one of the 100 ticket calls an hour that WeCom allows an app."
        )
        {
            Arguments = { s_corp, s_secret },
            Options = { s_agent, UpstreamOptions.BaseUrl, UpstreamOptions.Proxy },
            Examples =
            [
                "wecom ticket CORPID SECRET",
                "wecom ticket CORPID --agent < secret.txt",
                "WECOM_SECRET=… wecom ticket CORPID --base-url http://127.0.0.1:8070",
            ],
            Notes = "The ticket is a secret: whoever has it signs pages as the app. Never hand it to a browser.",
        }.Does(FetchAsync);

    private static async Task<int> FetchAsync(CliRun run, CancellationToken ct)
    {
        if (!CorpId.TryParse(run.Get(s_corp), out var corp))
        {
            throw CliException.Usage("corpId is no corpid: 1 to 64 visible ASCII characters without /.");
        }

        var secret = new Secret(UpstreamOptions.Secret(run, run.Get(s_secret)) ?? run.Host.ReadSecret("The secret"));
        await using var wecom = UpstreamOptions.Open(run);
        var token = Value(await wecom.TokenAsync(corp, secret, ct));
        var isAgents = run.Get(s_agent);
        var ticket = Value(isAgents ? await wecom.AgentTicketAsync(token.Value, ct) : await wecom.CorpTicketAsync(token.Value, ct));
        if (run.Printer.IsJson)
        {
            run.Printer.Json(
                new JsonObject
                {
                    ["ticket"] = ticket.Value.Reveal(),
                    ["expiresIn"] = (int)ticket.Lifetime.TotalSeconds,
                    ["kind"] = isAgents ? "agent" : "corp",
                    ["corpId"] = corp.Value,
                }
            );
        }
        else
        {
            run.Printer.Line(ticket.Value.Reveal());
        }

        return ExitCode.Done;
    }

    private static FetchedValue Value(WecomAnswer<FetchedValue> answer) =>
        answer.IsSuccess ? answer.Value : throw Refusal.Of(answer.Error).ToException();
}
