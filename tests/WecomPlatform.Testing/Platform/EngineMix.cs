namespace WecomPlatform.Testing.Platform;

/// <summary>Which engines the nodes of a platform run.</summary>
public enum EngineMix
{
    /// <summary>PostgreSQL's on every node.</summary>
    Postgres,

    /// <summary>Orleans' on every node, one cluster.</summary>
    Orleans,

    /// <summary>PostgreSQL's on the first node, Orleans' on all others: in the middle of a switch.</summary>
    Mixed,

    /// <summary>Orleans' on every node, each a cluster of its own: every grain is active once on each, as when a cluster falls apart.</summary>
    Split,
}
