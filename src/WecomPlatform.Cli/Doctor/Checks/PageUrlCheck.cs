using WecomPlatform.Credentials.Signing;

namespace WecomPlatform.Cli.Doctor.Checks;

/// <summary>Whether a page can have this url, rule by rule (OD 90506).</summary>
internal sealed class PageUrlCheck : ICheck
{
    private const string Href = "Send location.href.split('#')[0] exactly as the browser gives it.";

    public string Name => "url";

    public Task<Finding> RunAsync(Examination examination, CancellationToken ct) => Task.FromResult(Look(examination.Input.Page));

    private static Finding Look(string? page) =>
        page is null ? Finding.Skipped("No page was named.")
        : page.StartsWith("http", StringComparison.OrdinalIgnoreCase)
        && page.Contains("%3A%2F%2F", StringComparison.OrdinalIgnoreCase)
        && !page.Contains("://", StringComparison.Ordinal)
            ? Finding.Wrong(
                "url_escaped",
                "The url is percent-encoded as a whole, as it came in a parameter.",
                "Decode the parameter once."
            )
        : !PageUrl.TryParse(page, out var url, out var broken)
            ? Finding.Wrong("url_invalid", $"The url breaks a rule: {broken.ToCode()}.", Href)
        : url.Warnings.HasFlag(UrlWarnings.HtmlEscapedAmpersand)
            ? Finding.Wrong(
                "html_escaped_ampersand",
                "The url holds &amp;: it went through an HTML template or filter. No browser shows such a url.",
                "Take it from location.href in a script, not from markup."
            )
        : url.Warnings.HasFlag(UrlWarnings.UnescapedSpace)
            ? Finding.Wrong("url_escaped", "The url holds a blank, which browsers write as %20.", Href)
        : Finding.Ok($"{url} can be signed.");
}
