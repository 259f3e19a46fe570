namespace WecomPlatform.SystemTests.Chaos;

/// <summary>One committed change of a credential's row, in the order in which they were made.</summary>
public sealed record RowChange
{
    public required long Id { get; init; }
    public required string Key { get; init; }
    public required string Kind { get; init; }
    public required string CorpId { get; init; }
    public required int AgentId { get; init; }
    public required DateTime At { get; init; }
    public required long GenerationBefore { get; init; }
    public required long Generation { get; init; }
    public required long FenceBefore { get; init; }
    public required long Fence { get; init; }
    public required bool LeasedBefore { get; init; }
    public required bool Leased { get; init; }
    public required bool SealedAnew { get; init; }
    public DateTime? ExpiresAt { get; init; }
    public int? FailureReason { get; init; }
    public int? FailureCode { get; init; }

    public CredentialId Credential => new(Kind, CorpId, AgentId);

    public DateTimeOffset Moment => new(At, TimeSpan.Zero);

    public DateTimeOffset Expires => ExpiresAt is { } end ? new DateTimeOffset(end, TimeSpan.Zero) : DateTimeOffset.MinValue;

    public RowStep Step =>
        Leased && Fence != FenceBefore ? RowStep.Take
        : SealedAnew ? RowStep.Write
        : LeasedBefore && !Leased ? RowStep.Release
        : RowStep.Other;
}
