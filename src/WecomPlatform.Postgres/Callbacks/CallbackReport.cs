namespace WecomPlatform.Postgres.Callbacks;

/// <summary>What is told of an event that arrived; never what was in it.</summary>
public sealed class CallbackReport
{
    /// <summary>Its place in the inbox.</summary>
    public long Id { get; init; }

    /// <summary>The handle it came by.</summary>
    public required string Handle { get; init; }

    /// <summary>InfoType, Event or MsgType.</summary>
    public required string Type { get; init; }

    /// <summary>The suite it is for.</summary>
    public string? SuiteId { get; init; }

    /// <summary>The corp it is about.</summary>
    public string? CorpId { get; init; }

    /// <summary>The app it is for.</summary>
    public string? AgentId { get; init; }

    /// <summary>When WeCom says that it happened.</summary>
    public DateTime EventAt { get; init; }

    /// <summary>When it arrived first.</summary>
    public DateTime ReceivedAt { get; init; }

    /// <summary><c>noted</c> (nothing to do), <c>waiting</c>, <c>done</c> or <c>dead</c> (given up).</summary>
    public required string Status { get; init; }

    /// <summary>Whether it was handed on to the tenant's webhook.</summary>
    public bool Forwarded { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is tried again; only while it waits.</summary>
    public DateTime? NextAt { get; init; }

    /// <summary>The stable code of what failed.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>What failed last.</summary>
    public string? Error { get; init; }
}
