using WecomPlatform.Server.ApiDocs;

namespace WecomPlatform.Server.Callbacks;

/// <summary>Describes what WeCom calls.</summary>
internal static class CallbackOperations
{
    private static readonly IReadOnlyList<ApiParameter> s_signed =
    [
        new("msg_signature", "WeCom's signature.", IsRequired: true),
        new("timestamp", "As signed.", IsRequired: true),
        new("nonce", "As signed.", IsRequired: true),
    ];

    public static IReadOnlyList<ApiOperation> All { get; } =
    [.. Of("/callbacks/{handle}", "commands (指令回调), or an app's own"), .. Of("/callbacks/{handle}/data", "data (数据回调)")];

    private static IReadOnlyList<ApiOperation> Of(string path, string what) =>
        [
            new("GET", path, $"WeCom verifies the callback url of {what}")
            {
                Tag = "Callbacks from WeCom",
                Query = [.. s_signed, new("echostr", "What is to be decrypted and answered.", IsRequired: true)],
                MediaType = "text/plain",
            },
            new("POST", path, $"WeCom delivers {what}; encrypted XML")
            {
                Tag = "Callbacks from WeCom",
                Query = s_signed,
                MediaType = "text/plain",
            },
        ];
}
