using WecomPlatform.Cli.Hosting;

namespace WecomPlatform.Cli.Admin;

/// <summary><c>wecom credentials</c>.</summary>
internal static class CredentialCommands
{
    private const string Path = "tenants/{tenant}/credentials";

    public static CliCommand Create() =>
        CliCommand.Group(
            "credentials",
            "The state of every token and ticket; never its value.",
            ApiCommand.List(
                "List them.",
                Path,
                ["id", "kind", "corpId", "agentId", "suiteId", "expiresAt", "failures", "lastError", "lastErrorCode", "retryAt"],
                ["wecom credentials list -t acme", "wecom credentials list -t acme --json | jq '.items[] | select(.failures > 0)'"]
            ),
            ApiCommand.Call(
                "refresh",
                HttpMethod.Post,
                "Fetch one anew, now, and forget what is remembered against it.",
                Path + "/{credentialId}:refresh",
                ["wecom credentials refresh YWNtZS9… -t acme"]
            )
        );
}
