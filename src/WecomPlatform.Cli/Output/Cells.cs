using System.Text;
using System.Text.Json.Nodes;

namespace WecomPlatform.Cli.Output;

/// <summary>Values as a terminal shows them.</summary>
internal static class Cells
{
    private const string Gap = "  ";

    /// <summary>A JSON value in one line.</summary>
    public static string Text(JsonNode? value) =>
        value switch
        {
            null => "-",
            JsonArray { Count: 0 } => "-",
            JsonArray list => string.Join(',', list.Select(Text)),
            JsonObject nested => string.Join(' ', nested.Select(field => $"{field.Key}={Text(field.Value)}")),
            _ => Printable(value.ToString()),
        };

    /// <summary>Without what would steer a terminal: names come from outside.</summary>
    public static string Printable(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)) : text;

    /// <summary>Rows as lines, column under column.</summary>
    public static IEnumerable<string> Align(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Count).Select(column => rows.Max(row => Width(row[column]))).ToArray();
        return rows.Select(row =>
            string.Join(Gap, row.Select((cell, column) => cell + new string(' ', widths[column] - Width(cell)))).TrimEnd()
        );
    }

    /// <summary>How many columns of a terminal a text fills: Chinese characters fill two.</summary>
    public static int Width(string text) => text.EnumerateRunes().Sum(rune => IsWide(rune) ? 2 : 1);

    private static bool IsWide(Rune rune) =>
        rune.Value
            is (>= 0x1100 and <= 0x115f)
                or (>= 0x2e80 and <= 0xa4cf)
                or (>= 0xac00 and <= 0xd7a3)
                or (>= 0xf900 and <= 0xfaff)
                or (>= 0xfe30 and <= 0xfe6f)
                or (>= 0xff00 and <= 0xff60)
                or (>= 0xffe0 and <= 0xffe6)
                or (>= 0x1f300 and <= 0x1faff)
                or (>= 0x20000 and <= 0x3fffd);
}
