namespace WecomSimulator.Callbacks;

/// <summary>What became of a URL's verification.</summary>
/// <param name="Ok">The answer was the plaintext of echostr, to the byte and in time.</param>
/// <param name="Expected">That plaintext.</param>
/// <param name="Status">The HTTP status, when there was an answer.</param>
/// <param name="Answer">What was answered.</param>
/// <param name="ElapsedMs">How long it took.</param>
internal sealed record Verification(bool Ok, string Expected, int? Status, string? Answer, long ElapsedMs);
