using WecomPlatform.Cli.Hosting;

namespace WecomPlatform.Cli.Admin;

/// <summary><c>wecom provider</c>.</summary>
internal static class ProviderCommands
{
    private const string Path = "tenants/{tenant}/provider";

    public static CliCommand Create() =>
        CliCommand.Group(
            "provider",
            "The tenant's service provider (服务商).",
            ApiCommand.Show("Show it.", Path, "wecom provider show -t acme"),
            ApiCommand.Call(
                "put",
                HttpMethod.Put,
                "Register or replace it. WeCom is asked whether the secret is right before it is stored; without --secret the stored one stays.",
                Path,
                ["wecom provider put -t acme --corp wwprovider --secret - < secret.txt"],
                Field.Text("--corp", "corpId", "The provider's corpid", required: true),
                Field.Secret("--secret", "secret", "ProviderSecret"),
                Field.Text("--egress-proxy", "egressProxy", "The HTTP proxy that its calls leave by")
            ),
            ApiCommand.Delete("Delete it.", Path, "wecom provider delete -t acme --yes")
        );
}
