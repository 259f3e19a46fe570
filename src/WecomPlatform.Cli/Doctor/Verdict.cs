namespace WecomPlatform.Cli.Doctor;

/// <summary>How a check went.</summary>
internal enum Verdict
{
    /// <summary>It is as it should be.</summary>
    Ok,

    /// <summary>It works, and may not for long.</summary>
    Warning,

    /// <summary>It is wrong.</summary>
    Wrong,

    /// <summary>It was not looked at: something that the check needs was not said, or another check failed before.</summary>
    Skipped,
}
