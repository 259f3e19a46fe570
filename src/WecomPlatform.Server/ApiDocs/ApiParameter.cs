namespace WecomPlatform.Server.ApiDocs;

/// <summary>A parameter of a query.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">What it means.</param>
/// <param name="Type">string or integer.</param>
/// <param name="IsRequired">Whether nothing goes without it.</param>
internal sealed record ApiParameter(string Name, string Text, string Type = "string", bool IsRequired = false)
{
    /// <summary>Of every list.</summary>
    public static IReadOnlyList<ApiParameter> Paging { get; } =
    [new("limit", "How many items, 1 to 1,000. Default: 100.", "integer"), new("cursor", "The cursor of the page before.")];
}
