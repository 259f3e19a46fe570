using WecomPlatform.Cli.Hosting;

namespace WecomPlatform.Cli.Admin;

/// <summary><c>wecom corps</c>.</summary>
internal static class CorpCommands
{
    private const string Path = "tenants/{tenant}/corps";

    public static CliCommand Create() =>
        CliCommand.Group(
            "corps",
            "A tenant's customers: corps (企业).",
            ApiCommand.List("List the corps.", Path, ["corpId", "name", "ticketSource", "agentIds"], ["wecom corps list -t acme"]),
            ApiCommand.Show("Show a corp.", Path + "/{corpId}", "wecom corps show ww5f… -t acme"),
            ApiCommand.Call(
                "put",
                HttpMethod.Put,
                "Create or replace a corp. Its apps stay.",
                Path + "/{corpId}",
                ["wecom corps put ww5f… -t acme --name 'A customer'"],
                Field.Text("--name", "name", "Its name", required: true),
                Field.Number(
                    "--ticket-source",
                    "ticketSource",
                    "The agentid whose token fetches the corp's ticket when a request names no app"
                ),
                Field.Text("--egress-proxy", "egressProxy", "The HTTP proxy that calls for this corp leave by")
            ),
            ApiCommand.Delete("Delete a corp with its apps.", Path + "/{corpId}", "wecom corps delete ww5f… -t acme --yes")
        );
}
