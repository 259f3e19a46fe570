namespace WecomPlatform.Cli.Admin;

/// <summary>Options that several commands have.</summary>
internal static class CommonFields
{
    /// <summary>What apps and suites have in common. New ones for each command.</summary>
    public static Field[] OfApp =>
        [
            Field.List("--trusted-domain", "trustedDomains", "A domain (可信域名) whose pages may be signed"),
            Field.Flag("--strict-urls", "strictUrls", "Refuse urls with a literal &amp; instead of warning of it"),
            Field.Text("--egress-proxy", "egressProxy", "The HTTP proxy that its calls leave by"),
            Field.Text("--callback-handle", "callbackHandle", "The callback handle to bind to it"),
            .. CallbackKeys,
        ];

    /// <summary>Token and EncodingAESKey. New ones for each command.</summary>
    public static Field[] CallbackKeys =>
        [
            Field.Secret("--callback-token", "callbackToken", "Token of its callback"),
            Field.Secret("--encoding-aes-key", "encodingAesKey", "EncodingAESKey of its callback"),
        ];
}
