using System.Diagnostics.CodeAnalysis;

namespace WecomPlatform.Server.Admin;

/// <summary>A name for people, as the admin API takes it.</summary>
internal static class NameText
{
    /// <summary>The longest name, in UTF-16 characters.</summary>
    public const int MaxLength = 200;

    /// <summary>Reads a name: one line of text, not empty.</summary>
    public static bool TryRead([NotNullWhen(true)] string? text, [NotNullWhen(true)] out string? name)
    {
        name = text is { Length: > 0 and <= MaxLength } && !text.Any(char.IsControl) ? text : null;
        return name is not null;
    }
}
