namespace WecomPlatform.Cli.Doctor;

/// <summary>What a check found.</summary>
/// <param name="Verdict">How it went.</param>
/// <param name="Code">The stable code of what is wrong; null when nothing is.</param>
/// <param name="Text">What was seen.</param>
/// <param name="Advice">What to do about it.</param>
internal sealed record Finding(Verdict Verdict, string? Code, string Text, string? Advice)
{
    public static Finding Ok(string text) => new(Verdict.Ok, null, text, null);

    public static Finding Warning(string code, string text, string advice) => new(Verdict.Warning, code, text, advice);

    public static Finding Wrong(string code, string text, string advice) => new(Verdict.Wrong, code, text, advice);

    public static Finding Skipped(string text) => new(Verdict.Skipped, null, text, null);
}
