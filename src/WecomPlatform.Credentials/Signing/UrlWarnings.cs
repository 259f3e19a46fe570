namespace WecomPlatform.Credentials.Signing;

/// <summary>What makes it unlikely that the page really has this url, though it can be signed.</summary>
[Flags]
public enum UrlWarnings
{
    /// <summary>Nothing strange.</summary>
    None = 0,

    /// <summary>A literal <c>&amp;amp;</c>: most likely the url went through an HTML template (OD 90506 warns of it).</summary>
    HtmlEscapedAmpersand = 1,

    /// <summary>A raw space: <c>location.href</c> never holds one.</summary>
    UnescapedSpace = 2,
}
