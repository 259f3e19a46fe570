using WecomPlatform.Cli.Hosting;

namespace WecomPlatform.Cli.Admin;

/// <summary><c>wecom authorizations</c>.</summary>
internal static class AuthorizationCommands
{
    private const string Suite = "tenants/{tenant}/suites/{suiteId}";
    private const string Path = Suite + "/authorizations";

    public static CliCommand Create() =>
        CliCommand.Group(
            "authorizations",
            "Which corps have installed a suite.",
            ApiCommand.List(
                "List a suite's authorizations, and first the exchanges whose outcome is unknown.",
                Path,
                ["corpId", "corpName", "agentId", "state", "stage", "exchangeId", "eventAt"],
                ["wecom authorizations list wwsuite -t acme"]
            ),
            ApiCommand.Show("Show a corp's authorization.", Path + "/{corpId}", "wecom authorizations show wwsuite ww5f… -t acme"),
            ApiCommand.Call(
                "put",
                HttpMethod.Put,
                "Take over an authorization with a permanent code (永久授权码) that you have from elsewhere. WeCom is asked whose it is.",
                Path + "/{corpId}",
                ["wecom authorizations put wwsuite ww5f… -t acme --permanent-code - < code.txt"],
                Field.Secret("--permanent-code", "permanentCode", "The permanent code"),
                Field.Number("--agent", "agentId", "The app's agentid, when the corp has several")
            ),
            ApiCommand.Delete(
                "clear-exchange",
                "Forget an exchange of an auth code whose outcome is unknown, once you have settled it yourself.",
                Suite + "/exchanges/{exchangeId}",
                ["wecom authorizations clear-exchange wwsuite 5be1… -t acme --yes"]
            )
        );
}
