using WecomPlatform.Cli.Hosting;

namespace WecomPlatform.Cli.Admin;

/// <summary><c>wecom callbacks</c>.</summary>
internal static class CallbackCommands
{
    private const string Path = "tenants/{tenant}/callbacks";

    public static CliCommand Create() =>
        CliCommand.Group(
            "callbacks",
            "What arrived from WeCom, the newest first.",
            ApiCommand.List(
                "List what arrived; never what was in it.",
                Path,
                ["id", "type", "suiteId", "corpId", "receivedAt", "status", "attempts", "errorCode", "error"],
                ["wecom callbacks list -t acme --limit 20", "wecom callbacks list -t acme --status dead"],
                Field.Text("--status", "status", "Only those of this status")
            ),
            ApiCommand.Call(
                "replay",
                HttpMethod.Post,
                "Work on one again that was given up.",
                Path + "/{callbackId}:replay",
                ["wecom callbacks replay 1763 -t acme"]
            )
        );
}
