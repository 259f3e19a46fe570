using System.ComponentModel;

namespace WecomPlatform.Server.Signing;

/// <summary>The answer of <c>/v1/signatures</c>, for the description of the API; <see cref="SignJsonWriter"/> writes it.</summary>
internal sealed record SignaturesView(
    [property: Description("As it was signed.")] string Url,
    string? CorpId,
    int? AgentId,
    string? SuiteId,
    IdentitySignaturesView Signatures,
    [property: Description("What is odd about the url, e.g. html_escaped_ampersand.")] IReadOnlyList<string>? Warnings
);
