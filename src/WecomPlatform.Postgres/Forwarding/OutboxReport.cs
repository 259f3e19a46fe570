namespace WecomPlatform.Postgres.Forwarding;

/// <summary>What is told of a message that was not delivered yet; never what is in it.</summary>
public sealed class OutboxReport
{
    /// <summary>Its number.</summary>
    public long Id { get; init; }

    /// <summary>What it tells of.</summary>
    public required string Type { get; init; }

    /// <summary>The corp it is about; empty for none.</summary>
    public required string CorpId { get; init; }

    /// <summary><c>waiting</c>, or <c>dead</c> (given up).</summary>
    public required string Status { get; init; }

    /// <summary>When it was put there.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; init; }

    /// <summary>What failed last.</summary>
    public string? Error { get; init; }
}
