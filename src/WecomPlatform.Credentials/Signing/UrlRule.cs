namespace WecomPlatform.Credentials.Signing;

/// <summary>The rule that a page's url breaks, so that it cannot be signed.</summary>
public enum UrlRule
{
    /// <summary>No rule is broken.</summary>
    None = 0,

    /// <summary>No scheme, no <c>//</c> behind it, or no host and port that a browser would write like that.</summary>
    NotAbsolute = 1,

    /// <summary>A scheme other than http and https.</summary>
    Scheme = 2,

    /// <summary>A character of 0x00–0x1f or 0x7f.</summary>
    ControlCharacter = 3,

    /// <summary>A character above 0x7f: browsers escape these, so no page can have this url.</summary>
    NonAscii = 4,

    /// <summary>More than <see cref="PageUrl.MaxLength"/> characters, counted with what follows <c>#</c>.</summary>
    TooLong = 5,
}
