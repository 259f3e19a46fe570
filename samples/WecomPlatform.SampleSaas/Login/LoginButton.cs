namespace WecomPlatform.SampleSaas.Login;

/// <summary>One way to log in.</summary>
/// <param name="Id">Its name in this site's urls.</param>
/// <param name="Title">What stands on it.</param>
/// <param name="Flow">The platform's flow.</param>
internal sealed record LoginButton(string Id, string Title, string Flow)
{
    public string? SuiteId { get; init; }
    public string? CorpId { get; init; }
    public int? AgentId { get; init; }
    public string? Scope { get; init; }

    /// <summary>Whether WeCom sends the browser back here, not to the platform: where it takes the customer's own domain only.</summary>
    public bool IsHostedHere { get; init; }
}
