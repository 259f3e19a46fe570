namespace WecomPlatform.Cli.Hosting;

/// <summary>What <c>wecom</c> ends with; scripts decide by it, so the numbers never change.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Wrong = 1;
    public const int Usage = 2;
    public const int Refused = 3;
    public const int NotFound = 4;
    public const int NotAllowed = 5;
    public const int Unavailable = 6;
    public const int Bug = 70;
    public const int Interrupted = 130;

    /// <summary>All of them with their meaning.</summary>
    public static readonly IReadOnlyList<(int Code, string Meaning)> All =
    [
        (Done, "done; doctor found nothing wrong"),
        (Wrong, "doctor found something wrong"),
        (Usage, "the command line or a setting is wrong or missing; nothing was asked"),
        (Refused, "the platform or WeCom refuses the request; its code stands in the error"),
        (NotFound, "there is no such thing"),
        (NotAllowed, "the key is missing, not accepted, or may not do this"),
        (Unavailable, "no answer, or not now (429, 5xx): trying again later may help"),
        (Bug, "a bug in wecom"),
        (Interrupted, "interrupted by a signal"),
    ];

    /// <summary>The code for a problem of the platform's.</summary>
    public static int Of(int status, string code) =>
        status switch
        {
            401 => NotAllowed,
            403 when code == "scope_missing" => NotAllowed,
            404 => NotFound,
            408 or 429 or >= 500 => Unavailable,
            _ => Refused,
        };
}
