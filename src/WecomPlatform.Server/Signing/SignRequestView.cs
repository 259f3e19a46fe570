namespace WecomPlatform.Server.Signing;

/// <summary>The body of <c>POST /v1/signatures</c>, for the description of the API; <see cref="SignJsonReader"/> reads it.</summary>
internal sealed record SignRequestView(string? CorpId, long? AgentId, string? SuiteId, string Url, IReadOnlyList<string>? Identities);
