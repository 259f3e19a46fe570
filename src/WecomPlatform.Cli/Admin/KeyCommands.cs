using WecomPlatform.Cli.Hosting;

namespace WecomPlatform.Cli.Admin;

/// <summary><c>wecom keys</c>.</summary>
internal static class KeyCommands
{
    private const string Path = "tenants/{tenant}/keys";

    public static CliCommand Create() =>
        CliCommand.Group(
            "keys",
            "A tenant's API keys.",
            ApiCommand.List(
                "List the keys, without the keys themselves.",
                Path,
                ["id", "kind", "scopes", "rate", "createdAt"],
                ["wecom keys list -t acme"]
            ),
            ApiCommand.Call(
                "create",
                HttpMethod.Post,
                "Create a key. It is shown this once.",
                Path,
                ["wecom keys create -t acme --kind secret", "wecom keys create -t acme --kind publishable --rate 20 --json"],
                Field.Text(
                    "--kind",
                    "kind",
                    "secret (sk_…, for backends) or publishable (pk_…, for pages)",
                    required: true,
                    "secret",
                    "publishable"
                ),
                Field.List("--scope", "scopes", "What it may do (default: sign)"),
                Field.Number("--rate", "rate", "The most requests a second and corp; 0: no limit")
            ),
            ApiCommand.Delete(
                "Delete a key: it stops working on all nodes at once.",
                Path + "/{keyId}",
                "wecom keys delete 3kT9… -t acme --yes"
            )
        );
}
