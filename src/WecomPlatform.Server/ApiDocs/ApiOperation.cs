namespace WecomPlatform.Server.ApiDocs;

/// <summary>One operation of the API, as <c>/openapi/v1.json</c> describes it.</summary>
/// <param name="Method">GET, POST …</param>
/// <param name="Path">With its parameters in braces.</param>
/// <param name="Summary">What it does, in one line.</param>
internal sealed record ApiOperation(string Method, string Path, string Summary)
{
    /// <summary>The route, where it has fewer names than the path: <c>/x/{action}</c> for <c>/x/{id}:refresh</c>.</summary>
    public string? Route { get; init; }

    /// <summary>What else there is to know.</summary>
    public string? Description { get; init; }

    /// <summary>Under which heading it stands.</summary>
    public string Tag { get; init; } = string.Empty;

    /// <summary>Who may call it.</summary>
    public ApiCaller Caller { get; init; }

    /// <summary>Parameters of the query.</summary>
    public IReadOnlyList<ApiParameter> Query { get; init; } = [];

    /// <summary>The type whose JSON the body is; null when there is none.</summary>
    public Type? Body { get; init; }

    /// <summary>The status of success.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>The type whose JSON the answer is; null when it is empty or no JSON.</summary>
    public Type? Answer { get; init; }

    /// <summary>The answer's media type.</summary>
    public string MediaType { get; init; } = "application/json";

    /// <summary>The codes of refusals that are its own, beside those that every operation has.</summary>
    public string Codes { get; init; } = string.Empty;
}
