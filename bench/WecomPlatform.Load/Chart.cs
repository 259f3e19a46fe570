using System.Globalization;
using System.Net;
using System.Text;

namespace WecomPlatform.Load;

/// <summary>Draws how near the platform comes to the bare server: one bar a measurement, a mark where the goal is.</summary>
internal static class Chart
{
    private const int Width = 760;
    private const int Row = 30;
    private const int Names = 300;
    private const int Bars = 380;

    public static string Draw(IReadOnlyList<Result> results)
    {
        var shown = results.Where(result => result is { OtherName: not "", IsLatency: false } && result.Ratio < 1.6).ToList();
        var height = ((shown.Count + 1) * Row) + 20;
        var svg = new StringBuilder(
            $"""<svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{height}" viewBox="0 0 {Width} {height}" font-family="sans-serif" font-size="13"><rect width="100%" height="100%" fill="#fff"/><text x="10" y="20" font-weight="bold">Platform ÷ what it is measured beside (1.0: as fast)</text>"""
        );
        for (var i = 0; i < shown.Count; i++)
        {
            var (result, y) = (shown[i], ((i + 1) * Row) + 10);
            svg.Append(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""<text x="10" y="{y + 15}">{WebUtility.HtmlEncode(result.Name)}</text><rect x="{Names}" y="{y}" width="{Bars * result.Ratio / 1.6:0}" height="20" fill="{(result.IsReached ? "#2a7" : "#c73")}"/><text x="{Names + (Bars * result.Ratio / 1.6) + 6:0}" y="{y + 15}">{result.Ratio:0.00}</text><line x1="{Names + (Bars * result.Goal / 1.6):0}" x2="{Names + (Bars * result.Goal / 1.6):0}" y1="{y - 3}" y2="{y + 23}" stroke="#333" stroke-dasharray="3 2"/>"""
                )
            );
        }

        return svg.Append("</svg>\n").ToString();
    }
}
