namespace WecomPlatform.Credentials.Signing;

/// <summary>The names under which url warnings leave the platform; callers compare them, so they never change.</summary>
public static class UrlWarningCodes
{
    private const string HtmlEscapedAmpersand = "html_escaped_ampersand";
    private const string UnescapedSpace = "unescaped_space";

    // One list per combination: asking costs nothing on the hot path.
    private static readonly IReadOnlyList<string>[] s_lists =
    [
        [],
        [HtmlEscapedAmpersand],
        [UnescapedSpace],
        [HtmlEscapedAmpersand, UnescapedSpace],
    ];

    /// <summary>The warnings in snake_case, e.g. <c>html_escaped_ampersand</c>; empty when there are none.</summary>
    public static IReadOnlyList<string> ToCodes(this UrlWarnings warnings) =>
        s_lists[(int)(warnings & (UrlWarnings.HtmlEscapedAmpersand | UrlWarnings.UnescapedSpace))];
}
