namespace WecomPlatform.Server.ApiDocs;

/// <summary>Describes the description, and what else pages load from a node.</summary>
internal static class ApiDocsOperations
{
    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        new("GET", "/openapi/v1.json", "This description") { Tag = "Node", Route = "/openapi/{documentName}.json" },
        new("GET", "/js/wecom-platform.js", "The browser client, for a script element: window.wecomPlatform")
        {
            Tag = "Node",
            MediaType = "text/javascript",
        },
    ];
}
