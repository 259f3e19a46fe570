namespace WecomPlatform.SystemTests.Chaos;

/// <summary>Whom a disturbance hits.</summary>
public enum DisturbanceKind
{
    /// <summary>One node was killed or stood still.</summary>
    Node,

    /// <summary>The network between one node and the database.</summary>
    Network,

    /// <summary>One node's wall clock jumped.</summary>
    Clock,

    /// <summary>The database, or some of its connections.</summary>
    Database,

    /// <summary>What was committed is lost: the standby that takes over had not heard of it.</summary>
    LostCommits,

    /// <summary>WeCom answers wrongly, late or not at all.</summary>
    Wecom,

    /// <summary>An app's secret is not the one that the platform knows.</summary>
    Secret,

    /// <summary>WeCom has killed values before their end.</summary>
    Revocation,

    /// <summary>The machine that all of this runs on had no time for it.</summary>
    Machine,
}
