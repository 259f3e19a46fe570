using System.Globalization;

namespace WecomPlatform.Server.Admin;

/// <summary>Lists in the order of numbers, the newest first, as a page's cursor and a path name their items.</summary>
internal static class NumberedList
{
    /// <summary>Reads a cursor that <see cref="Paging"/> gave; null for the first page.</summary>
    public static long? Before(string? cursor) =>
        cursor is null ? null
        : TryParse(cursor, out var number) ? number
        : 0;

    /// <summary>Reads <c>{number}{verb}</c>.</summary>
    public static bool TryParse(string action, string verb, out long number)
    {
        number = 0;
        return action.EndsWith(verb, StringComparison.Ordinal) && TryParse(action[..^verb.Length], out number);
    }

    private static bool TryParse(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
