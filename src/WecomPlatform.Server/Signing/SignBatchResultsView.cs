using System.ComponentModel;

namespace WecomPlatform.Server.Signing;

/// <summary>The answer of <c>POST /v1/signatures:batch</c>, for the description of the API.</summary>
internal sealed record SignBatchResultsView(
    [property: Description("In the order of the requests; one that is refused is {\"error\":{\"code\",\"detail\"}} instead.")]
        IReadOnlyList<SignaturesView> Results
);
