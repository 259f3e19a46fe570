namespace WecomPlatform.Testing.Platform;

/// <summary>What the simulator shall do wrong.</summary>
/// <param name="Path">The upstream path that is hit, such as /cgi-bin/gettoken.</param>
/// <param name="Errcode">WeCom's error code to answer.</param>
/// <param name="HttpStatus">An HTTP status instead of an answer of WeCom's.</param>
/// <param name="DelayMs">How long the answer waits.</param>
/// <param name="Drop">Cut the connection without an answer.</param>
/// <param name="Count">How many calls are hit; all of them when null.</param>
/// <param name="CorpId">Only calls of this corp.</param>
public sealed record SimulatorFault(
    string Path,
    int? Errcode = null,
    int? HttpStatus = null,
    int? DelayMs = null,
    bool? Drop = null,
    int? Count = null,
    string? CorpId = null
);
