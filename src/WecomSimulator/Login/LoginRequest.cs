namespace WecomSimulator.Login;

/// <summary>What a page was asked for, after it was found right.</summary>
/// <param name="Kind">What the code will be good for.</param>
/// <param name="Title">Whose page it is.</param>
/// <param name="RedirectUri">Where the browser goes back to.</param>
/// <param name="State">What it takes along.</param>
internal sealed record LoginRequest(LoginKind Kind, string Title, string RedirectUri, string? State)
{
    public string? SuiteId { get; init; }

    public string? CorpId { get; init; }

    public long? AgentId { get; init; }

    /// <summary>snsapi_privateinfo: a user_ticket comes with the identity (wecom-api.md §6.2).</summary>
    public bool IsPrivate { get; init; }

    /// <summary>3rd_qrConnect asks for an administrator or a member (§6.7).</summary>
    public string? UserType { get; init; }

    /// <summary>The legacy provider login returns auth_code, all others code.</summary>
    public string CodeName => Kind == LoginKind.Provider ? "auth_code" : "code";
}
