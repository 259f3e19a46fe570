namespace WecomPlatform.Credentials.Source;

/// <summary>How sure an answer makes it that the value which the call was made with is dead.</summary>
public enum ParentBlame
{
    /// <summary>It is not blamed.</summary>
    None = 0,

    /// <summary>It may be another credential's own trouble (40014, 42001): not believed of a young value that just worked for others.</summary>
    Likely,

    /// <summary>The same is said of a child without an authorization (40082): WeCom is asked about the value before it is blamed.</summary>
    Doubtful,

    /// <summary>It can mean nothing else (42009, 40085).</summary>
    Certain,
}
