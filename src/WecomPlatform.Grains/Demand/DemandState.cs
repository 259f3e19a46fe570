namespace WecomPlatform.Grains.Demand;

/// <summary>What a grain remembers of its own beyond its activation: what was used, and when. No credential; losing it costs nothing.</summary>
[GenerateSerializer]
[Alias("wecom.DemandState")]
public sealed class DemandState
{
    /// <summary>When each credential was last used, by its key as text; half an hour rough.</summary>
    [Id(0)]
#pragma warning disable CA2227, MA0016 // Serializers set it.
    public Dictionary<string, DateTimeOffset> LastUsed { get; set; } = new(StringComparer.Ordinal);
#pragma warning restore CA2227, MA0016
}
