using WecomPlatform.Cli.Hosting;

namespace WecomPlatform.Cli.Admin;

/// <summary><c>wecom outbox</c>.</summary>
internal static class OutboxCommands
{
    private const string Path = "tenants/{tenant}/outbox";

    public static CliCommand Create() =>
        CliCommand.Group(
            "outbox",
            "What the tenant's webhook did not take yet, the newest first.",
            ApiCommand.List(
                "List it.",
                Path,
                ["id", "type", "corpId", "status", "createdAt", "attempts", "error"],
                ["wecom outbox list -t acme --status dead"],
                Field.Text("--status", "status", "Only those of this status")
            ),
            ApiCommand.Call(
                "replay",
                HttpMethod.Post,
                "Send one again that was given up.",
                Path + "/{messageId}:replay",
                ["wecom outbox replay 812 -t acme"]
            )
        );
}
