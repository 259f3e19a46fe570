namespace WecomPlatform.Server.Owners;

/// <summary>Where the owners of credentials live. Both take the same rows' leases: they can run side by side.</summary>
public enum OwnersEngine
{
    /// <summary>In each node.</summary>
    Postgres,

    /// <summary>On Orleans' grains, one for each app, somewhere in the cluster.</summary>
    Orleans,
}
