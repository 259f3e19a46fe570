using System.ComponentModel;

namespace WecomPlatform.Server.Signing;

/// <summary>The body of <c>POST /v1/signatures:batch</c>, for the description of the API.</summary>
internal sealed record SignBatchView([property: Description("At most 1000.")] IReadOnlyList<SignRequestView> Requests);
