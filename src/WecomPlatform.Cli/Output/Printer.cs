using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using WecomPlatform.Cli.Hosting;

namespace WecomPlatform.Cli.Output;

/// <summary>Answers people in text, programs in JSON.</summary>
internal sealed class Printer(TextWriter output, TextWriter error, bool isJson)
{
    // 企业 stays 企业.
    private static readonly JsonSerializerOptions s_indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions s_line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether programs read.</summary>
    public bool IsJson => isJson;

    public void Line(string text) => output.WriteLine(text);

    /// <summary>To people who look at the terminal, not into the answer.</summary>
    public void Note(string text) => error.WriteLine(text);

    public void Json(JsonNode? node) => output.WriteLine(node?.ToJsonString(s_indented) ?? "{}");

    /// <summary>One thing: its fields line by line.</summary>
    public void Record(JsonNode? node)
    {
        if (isJson || node is not JsonObject record)
        {
            Json(node);
            return;
        }

        var width = record.Select(field => field.Key.Length).DefaultIfEmpty().Max();
        foreach (var (name, value) in record)
        {
            output.WriteLine($"{name.PadRight(width)}  {Cells.Text(value)}");
        }
    }

    /// <summary>Many things: a line each, with these fields.</summary>
    public void List(IReadOnlyList<JsonNode?> items, string? cursor, IReadOnlyList<string> columns)
    {
        if (isJson)
        {
            var answer = new JsonObject { ["items"] = new JsonArray([.. items.Select(item => item?.DeepClone())]) };
            if (cursor is not null)
            {
                answer["cursor"] = cursor;
            }

            Json(answer);
            return;
        }

        foreach (var line in Cells.Align([columns, .. items.Select(item => columns.Select(column => Cells.Text(item?[column])).ToArray())]))
        {
            output.WriteLine(line);
        }

        if (cursor is not null)
        {
            Note("There are more: say a higher --limit.");
        }
    }

    /// <summary>It is done, and there is nothing to show.</summary>
    public void Done(string what)
    {
        if (isJson)
        {
            Json(null);
        }
        else
        {
            Line(what);
        }
    }

    public void Error(CliException failure)
    {
        if (isJson)
        {
            var problem = new JsonObject { ["code"] = failure.Code, ["detail"] = failure.Message };
            if (failure.Rule is not null)
            {
                problem["rule"] = failure.Rule;
            }

            if (failure.RetryAfter is { } seconds)
            {
                problem["retryAfter"] = seconds;
            }

            error.WriteLine(new JsonObject { ["error"] = problem }.ToJsonString(s_line));
            return;
        }

        var rule = failure.Rule is null ? string.Empty : $" ({failure.Rule})";
        var again = failure.RetryAfter is { } wait ? $" Try again in {wait} s." : string.Empty;
        error.WriteLine($"wecom: {failure.Code}{rule}: {Cells.Printable(failure.Message)}{again}");
    }
}
