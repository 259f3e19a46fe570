namespace WecomPlatform.Credentials.Owners;

/// <summary>Whose fault a refused call was.</summary>
internal sealed record ParentVerdict
{
    private ParentVerdict() { }

    /// <summary>A newer value of the parent is there: the child may try again.</summary>
    public static ParentVerdict Renewed { get; } = new();

    /// <summary>What the child's row is to remember; null when the child is not to blame.</summary>
    public Unavailable? OfChild { get; private init; }

    /// <summary>Why the dead parent could not be renewed; null otherwise.</summary>
    public Unavailable? OfParent { get; private init; }

    /// <summary>The parent is as good as before.</summary>
    public static ParentVerdict ChildsFault(Unavailable why) => new() { OfChild = why };

    /// <summary>The parent is dead, and there is no newer value.</summary>
    public static ParentVerdict ParentsFault(Unavailable why) => new() { OfParent = why };
}
