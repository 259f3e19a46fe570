using WecomPlatform.Cli.Hosting;

namespace WecomPlatform.Cli.Admin;

/// <summary><c>wecom callback-handles</c>.</summary>
internal static class CallbackHandleCommands
{
    private const string Path = "tenants/{tenant}/callback-handles";

    private static Field[] Fields =>
        [
            Field.Text("--suite", "suiteId", "The suite that it is for"),
            Field.Text("--corp", "corpId", "The corp of the app that it is for"),
            Field.Number("--agent", "agentId", "The app that it is for"),
            Field.Flag("--provider", "provider", "Whether it is for the provider"),
            Field.Secret("--token", "token", "Token, when there is one already"),
            Field.Secret("--encoding-aes-key", "encodingAesKey", "EncodingAESKey, when there is one already"),
        ];

    public static CliCommand Create() =>
        CliCommand.Group(
            "callback-handles",
            "Addresses for WeCom's callbacks (回调URL).",
            ApiCommand.List(
                "List them.",
                Path,
                ["handle", "suiteId", "corpId", "agentId", "provider", "callbackUrl"],
                ["wecom callback-handles list -t acme"]
            ),
            ApiCommand.Show("Show one with its addresses.", Path + "/{handle}", "wecom callback-handles show 8sKq… -t acme"),
            ApiCommand.Call(
                "create",
                HttpMethod.Post,
                "Issue one: for a suite, an app, the provider, or nothing yet. Its Token and EncodingAESKey are shown this once.",
                Path,
                ["wecom callback-handles create -t acme", "wecom callback-handles create -t acme --suite wwsuite --json"],
                Fields
            ),
            ApiCommand.Call(
                "put",
                HttpMethod.Put,
                "Bind one to what is named; without Token and EncodingAESKey those that it has stay.",
                Path + "/{handle}",
                ["wecom callback-handles put 8sKq… -t acme --suite wwsuite"],
                Fields
            ),
            ApiCommand.Delete(
                "Delete one: WeCom's callbacks to it are refused.",
                Path + "/{handle}",
                "wecom callback-handles delete 8sKq… -t acme --yes"
            )
        );
}
