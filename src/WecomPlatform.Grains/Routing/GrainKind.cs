namespace WecomPlatform.Grains.Routing;

/// <summary>The kinds of grains.</summary>
internal enum GrainKind
{
    /// <summary>An app's.</summary>
    Agent,

    /// <summary>A suite's.</summary>
    Suite,

    /// <summary>A corp's.</summary>
    Corp,
}
