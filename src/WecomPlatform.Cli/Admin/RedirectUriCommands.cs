using WecomPlatform.Cli.Hosting;

namespace WecomPlatform.Cli.Admin;

/// <summary><c>wecom redirect-uris</c>.</summary>
internal static class RedirectUriCommands
{
    private const string Path = "tenants/{tenant}/redirect-uris";

    public static CliCommand Create() =>
        CliCommand.Group(
            "redirect-uris",
            "Where browsers may be sent back to; compared to the letter.",
            ApiCommand.List("List them.", Path, ["uri"], ["wecom redirect-uris list -t acme"]),
            ApiCommand.Call(
                "add",
                HttpMethod.Post,
                "Add one.",
                Path,
                ["wecom redirect-uris add -t acme --uri https://saas.example.com/installed"],
                Field.Text("--uri", "uri", "An absolute url without #", required: true)
            ),
            ApiCommand.Delete(
                "Remove one.",
                Path + "?uri={uri}",
                "wecom redirect-uris delete https://saas.example.com/installed -t acme --yes"
            )
        );
}
