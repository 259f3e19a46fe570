using WecomPlatform.Cli.Hosting;

namespace WecomPlatform.Cli.Admin;

/// <summary><c>wecom agents</c>.</summary>
internal static class AgentCommands
{
    private const string Path = "tenants/{tenant}/corps/{corpId}/agents";

    public static CliCommand Create() =>
        CliCommand.Group(
            "agents",
            "A corp's apps (应用).",
            ApiCommand.List(
                "List a corp's apps.",
                Path,
                ["agentId", "kind", "suiteId", "authorization", "trustedDomains", "updatedAt"],
                ["wecom agents list ww5f… -t acme"]
            ),
            ApiCommand.Show("Show an app.", Path + "/{agentId}", "wecom agents show ww5f… 1000002 -t acme"),
            ApiCommand.Call(
                "put",
                HttpMethod.Put,
                "Create or replace an app. WeCom is asked whether the secret is right and of this very app before it is stored. "
                    + "Without --secret the stored one stays; all else is replaced by what is said here.",
                Path + "/{agentId}",
                [
                    "wecom agents put ww5f… 1000002 -t acme --secret - --trusted-domain app.example.com < secret.txt",
                    "wecom agents put ww5f… 1000002 -t acme --trusted-domain app.example.com --trusted-domain m.example.com",
                ],
                [
                    Field.Secret("--secret", "secret", "The app's secret, or its permanent code (永久授权码)"),
                    Field.Text("--suite", "suiteId", "The suite that it was installed from; none for a self-built app (自建应用)"),
                    .. CommonFields.OfApp,
                ]
            ),
            ApiCommand.Delete(
                "Delete an app: its pages are signed no longer.",
                Path + "/{agentId}",
                "wecom agents delete ww5f… 1000002 -t acme --yes"
            )
        );
}
