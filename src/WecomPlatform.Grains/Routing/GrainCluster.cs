namespace WecomPlatform.Grains.Routing;

/// <summary>This node's way to the grains, as long as there is one: from when its silo or client has joined until it leaves.</summary>
public sealed class GrainCluster
{
    private IGrainFactory? _grains;

    /// <summary>The grains; null before joining and after leaving.</summary>
    public IGrainFactory? Grains => Volatile.Read(ref _grains);

    /// <summary>The node has joined.</summary>
    public void Join(IGrainFactory grains) => Volatile.Write(ref _grains, grains);

    /// <summary>The node leaves: from here on its own owners serve it, under the same leases.</summary>
    public void Leave() => Volatile.Write(ref _grains, null);
}
