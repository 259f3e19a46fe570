using WecomPlatform.Cli.Hosting;

namespace WecomPlatform.Cli.Admin;

/// <summary><c>wecom tenants</c>.</summary>
internal static class TenantCommands
{
    private static Field[] Webhook =>
        [
            Field.Text("--webhook-url", "webhook.url", "Where events are forwarded to"),
            Field.Secret("--webhook-secret", "webhook.secret", "What forwarded events are signed with, 16 characters or more"),
            Field.Text("--webhook-format", "webhook.format", "How events are forwarded", among: ["json", "xml"]),
        ];

    public static CliCommand Create() =>
        CliCommand.Group(
            "tenants",
            "Tenants: the SaaS backends that the platform serves.",
            ApiCommand.List("List the tenants.", "tenants", ["id", "name", "enabled", "createdAt"], ["wecom tenants list --json"]),
            ApiCommand.Show("Show a tenant.", "tenants/{id}", "wecom tenants show acme"),
            ApiCommand.Call(
                "create",
                HttpMethod.Post,
                "Create a tenant.",
                "tenants",
                ["wecom tenants create --id acme --name Acme"],
                [Field.Text("--id", "id", "Its id", required: true), Field.Text("--name", "name", "Its name", required: true), .. Webhook]
            ),
            ApiCommand.Call(
                "update",
                HttpMethod.Patch,
                "Change a tenant: what is not named stays. A disabled tenant's keys stop working at once.",
                "tenants/{id}",
                [
                    "wecom tenants update acme --enabled false",
                    "wecom tenants update acme --webhook-url https://saas.example.com/wecom --webhook-secret -",
                ],
                [Field.Text("--name", "name", "Its name"), Field.Flag("--enabled", "enabled", "Whether it is served"), .. Webhook]
            ),
            ApiCommand.Delete("Delete a tenant with all it has.", "tenants/{id}", "wecom tenants delete acme --yes")
        );
}
