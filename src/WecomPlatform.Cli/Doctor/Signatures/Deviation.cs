namespace WecomPlatform.Cli.Doctor.Signatures;

/// <summary>A value that may have been signed in place of the right one.</summary>
/// <param name="Value">What was signed.</param>
/// <param name="Code">The mistake's stable code; null when it is the right value.</param>
/// <param name="Text">What happened.</param>
/// <param name="Advice">What to do about it.</param>
internal sealed record Deviation(string Value, string? Code, string Text, string Advice)
{
    public static Deviation None(string value) => new(value, null, string.Empty, string.Empty);
}
