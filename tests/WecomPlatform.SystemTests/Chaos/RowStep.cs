namespace WecomPlatform.SystemTests.Chaos;

/// <summary>What a change of a credential's row was.</summary>
public enum RowStep
{
    /// <summary>Failures forgotten, or nothing that matters here.</summary>
    Other,

    /// <summary>A lease was taken.</summary>
    Take,

    /// <summary>A value was written, new or the same once more.</summary>
    Write,

    /// <summary>A lease was given back without a value.</summary>
    Release,
}
