using System.CommandLine;

namespace WecomPlatform.Cli.Settings;

/// <summary>The options that every command takes.</summary>
internal static class GlobalOptions
{
    public static readonly Option<string> Server = new("--server", "-s")
    {
        Description = "The platform's address, e.g. http://127.0.0.1:8080 [env: WECOM_SERVER]",
        HelpName = "URL",
        Recursive = true,
    };

    public static readonly Option<string[]> Key = new("--key", "-k")
    {
        Description =
            "A key of the platform: the administrator's (ak_…) [env: WECOM_ADMIN_KEY], or a tenant's (sk_…, pk_…) [env: WECOM_KEY]. "
            + "May be given twice; - reads it from standard input, a line each",
        HelpName = "KEY",
        Recursive = true,
        Arity = ArgumentArity.OneOrMore,
    };

    public static readonly Option<string> Tenant = new("--tenant", "-t")
    {
        Description = "The tenant's id [env: WECOM_TENANT]",
        HelpName = "ID",
        Recursive = true,
    };

    public static readonly Option<string> Demo = new("--demo")
    {
        Description =
            "The demo.json that ./run writes, or its folder: server, keys, tenant, corp and app are taken from it [env: WECOM_DEMO]",
        HelpName = "FILE",
        Recursive = true,
    };

    public static readonly Option<bool> Json = new("--json") { Description = "Answer in JSON; errors, too", Recursive = true };

    public static IReadOnlyList<Option> All { get; } = [Server, Key, Tenant, Demo, Json];
}
