namespace WecomPlatform.SystemTests.Chaos;

/// <summary>Whom a disturbance hits.</summary>
public enum DisturbanceKind
{
    /// <summary>One node was killed or stood still.</summary>
    Node,

    /// <summary>The database, or some of its connections.</summary>
    Database,

    /// <summary>WeCom answers wrongly, late or not at all.</summary>
    Wecom,

    /// <summary>An app's secret is not the one that the platform knows.</summary>
    Secret,

    /// <summary>WeCom has killed values before their end.</summary>
    Revocation,
}
