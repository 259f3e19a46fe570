namespace WecomSimulator.Callbacks;

/// <summary>One attempt to deliver a callback.</summary>
/// <param name="Seq">Its number; 0 until it is in the book.</param>
/// <param name="At">When it was sent.</param>
/// <param name="SuiteId">The suite; null for a callback that is no suite's.</param>
/// <param name="Name">InfoType or Event.</param>
/// <param name="Url">Where to, without signature.</param>
/// <param name="Attempt">1 to 3.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Status">The HTTP status, when there was an answer.</param>
/// <param name="Answer">The beginning of the answer's body.</param>
/// <param name="ElapsedMs">How long it took: WeCom wants 1000 at most for authorizations (wecom-api.md §7.2).</param>
internal sealed record PushRecord(
    long Seq,
    DateTimeOffset At,
    string? SuiteId,
    string Name,
    string Url,
    int Attempt,
    PushOutcome Outcome,
    int? Status,
    string? Answer,
    long ElapsedMs
);
