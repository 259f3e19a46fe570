namespace WecomPlatform.Server.Callbacks.Inbox;

/// <summary>How the work on an event ended.</summary>
internal sealed record InboxOutcome
{
    private InboxOutcome(InboxOutcomeKind kind, string? code, string? detail) => (Kind, Code, Detail) = (kind, code, detail);

    /// <summary>Which end it was.</summary>
    public InboxOutcomeKind Kind { get; }

    /// <summary>A stable code of what failed; null unless it failed for good.</summary>
    public string? Code { get; }

    /// <summary>What is wrong, for people, without secrets; null when done.</summary>
    public string? Detail { get; }

    /// <summary>Nothing is left to do.</summary>
    public static InboxOutcome Done() => new(InboxOutcomeKind.Done, null, null);

    /// <summary>It may work later.</summary>
    /// <param name="error">What went wrong, without secrets.</param>
    public static InboxOutcome Retry(string error) => new(InboxOutcomeKind.Retry, null, error);

    /// <summary>It will not work by trying again; the administrator may replay it.</summary>
    /// <param name="code">A stable code.</param>
    /// <param name="detail">What went wrong, without secrets.</param>
    public static InboxOutcome Failed(string code, string detail) => new(InboxOutcomeKind.Failed, code, detail);
}
