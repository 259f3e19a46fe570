using WecomPlatform.Cli.Hosting;

namespace WecomPlatform.Cli.Admin;

/// <summary><c>wecom suites</c>.</summary>
internal static class SuiteCommands
{
    private const string Path = "tenants/{tenant}/suites";

    public static CliCommand Create() =>
        CliCommand.Group(
            "suites",
            "A provider's suites: third-party apps (第三方应用), templates (代开发模板) and login suites (登录授权).",
            ApiCommand.List(
                "List the suites.",
                Path,
                ["suiteId", "kind", "providerCorpId", "trustedDomains", "updatedAt"],
                ["wecom suites list -t acme"]
            ),
            ApiCommand.Show("Show a suite with its callback addresses.", Path + "/{suiteId}", "wecom suites show wwsuite -t acme"),
            ApiCommand.Call(
                "put",
                HttpMethod.Put,
                "Create or replace a suite. Without --secret the stored one stays; all else is replaced by what is said here.",
                Path + "/{suiteId}",
                [
                    "wecom suites put wwsuite -t acme --kind thirdParty --provider wwprovider --trusted-domain app.example.com --secret - < secret.txt",
                ],
                [
                    Field.Text(
                        "--kind",
                        "kind",
                        "What it is; templates' ids begin with dk",
                        required: true,
                        "thirdParty",
                        "login",
                        "template"
                    ),
                    Field.Secret("--secret", "secret", "The suite's secret"),
                    Field.Text("--provider", "providerCorpId", "The provider's corpid"),
                    .. CommonFields.OfApp,
                ]
            ),
            ApiCommand.Delete("Delete a suite.", Path + "/{suiteId}", "wecom suites delete wwsuite -t acme --yes")
        );
}
