using System.ComponentModel;

namespace WecomPlatform.Server.ApiDocs;

/// <summary>Every refusal (RFC 9457), for the description of the API; <see cref="Problems.ApiProblem"/> writes it.</summary>
internal sealed record ProblemView(
    string Type,
    string Title,
    int Status,
    [property: Description("Stable: programs decide by it.")] string Code,
    [property: Description("What went wrong and what to do about it.")] string Detail,
    [property: Description("Which rule was broken, where a code has several.")] string? Rule,
    [property: Description("The app that took the place of the one asked for (agent_replaced).")] int? AgentId,
    [property: Description("Under which the log has it.")] string TraceId
);
