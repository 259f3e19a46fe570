using System.Text.Json.Nodes;
using WecomPlatform.Cli.Output;

namespace WecomPlatform.Cli.Doctor;

/// <summary>Tells what the checks found, as they find it.</summary>
internal sealed class DoctorReport(Printer printer)
{
    private const int NameWidth = 15;

    private readonly List<(string Check, Finding Finding)> _findings = [];

    /// <summary>Whether anything is wrong; warnings are not.</summary>
    public bool IsWrong => Count(Verdict.Wrong) > 0;

    public void Add(string check, Finding finding)
    {
        _findings.Add((check, finding));
        if (printer.IsJson)
        {
            return;
        }

        var margin = new string(' ', NameWidth + 9);
        printer.Line($"{Word(finding.Verdict), -8} {check.PadRight(NameWidth)}{Cells.Printable(finding.Text)}{Code(finding)}");
        if (finding.Advice is not null)
        {
            printer.Line($"{margin}→ {Cells.Printable(finding.Advice)}");
        }
    }

    public void Finish()
    {
        if (printer.IsJson)
        {
            printer.Json(new JsonObject { ["ok"] = !IsWrong, ["findings"] = new JsonArray([.. _findings.Select(ToJson)]) });
            return;
        }

        printer.Line(
            $"{Count(Verdict.Wrong)} wrong, {Count(Verdict.Warning)} to watch, {Count(Verdict.Ok)} right, {Count(Verdict.Skipped)} not looked at"
        );
    }

    private static string Word(Verdict verdict) =>
        verdict switch
        {
            Verdict.Ok => "ok",
            Verdict.Warning => "watch",
            Verdict.Wrong => "WRONG",
            _ => "-",
        };

    private static string Code(Finding finding) => finding.Code is null ? string.Empty : $" [{finding.Code}]";

    private static JsonObject ToJson((string Check, Finding Finding) one)
    {
        var (check, finding) = one;
        var json = new JsonObject
        {
            ["check"] = check,
            ["verdict"] = finding.Verdict.ToString().ToLowerInvariant(),
            ["text"] = finding.Text,
        };
        if (finding.Code is not null)
        {
            json["code"] = finding.Code;
        }

        if (finding.Advice is not null)
        {
            json["advice"] = finding.Advice;
        }

        if (Mistakes.NumberOf(finding.Code) is { } number)
        {
            json["mistake"] = number;
        }

        return json;
    }

    private int Count(Verdict verdict) => _findings.Count(one => one.Finding.Verdict == verdict);
}
