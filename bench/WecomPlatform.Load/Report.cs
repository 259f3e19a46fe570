using System.Globalization;
using System.Text;
using WecomPlatform.Testing;

namespace WecomPlatform.Load;

/// <summary>Writes the table and the chart of docs/performance.md.</summary>
internal static class Report
{
    private const string Begin = "<!-- bench/run writes from here -->";
    private const string End = "<!-- to here -->";

    public static string Line(Result result) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"| {result.Name} | {result.OtherName} | {result.Platform.PerSecond:0} | {result.Other.PerSecond:0} | **{result.Ratio:0.00}** | {Goal(result)} | {result.Platform.Cpu:0.0} / {result.Other.Cpu:0.0} | {Times(result.Platform)} | {result.Platform.Megabytes:0} |"
        );

    public static void Write(IReadOnlyList<Result> results)
    {
        var docs = Path.Combine(RepositoryPaths.Root, "docs");
        var table = new StringBuilder(
            "| measured | beside | platform /s | other /s | ratio | goal | CPU µs a request, platform / other | p50 / p99 ms | MB |\n|---|---|---:|---:|---:|---:|---:|---:|---:|\n"
        );
        foreach (var result in results)
        {
            table.Append(Line(result)).Append('\n');
        }

        var path = Path.Combine(docs, "performance.md");
        var text = File.ReadAllText(path);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        File.WriteAllText(path, $"{text[..from]}\n{table}\n![platform beside the bare server](performance.svg)\n\n{text[to..]}");
        File.WriteAllText(Path.Combine(docs, "performance.svg"), Chart.Draw(results));
    }

    private static string Times(Measurement run) =>
        run.P99 == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{run.P50:0.00} / {run.P99:0.00}");

    private static string Goal(Result result) =>
        result.Goal == 0
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{(result.IsLatency ? "≤" : "≥")} {result.Goal:0.00}{(result.IsReached ? "" : " ✗")}"
            );
}
