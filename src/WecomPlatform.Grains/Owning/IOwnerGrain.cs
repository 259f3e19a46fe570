using Orleans.Concurrency;

namespace WecomPlatform.Grains.Owning;

/// <summary>
/// Where the callers of some credentials meet, wherever in the cluster they are. Its methods interleave: all wait for the one refresh
/// in flight. No message holds a secret: who is told a generation reads the sealed row.
/// </summary>
[Alias("wecom.IOwnerGrain")]
public interface IOwnerGrain : IGrainWithStringKey
{
    /// <summary>See that a value may be used, fetching it when there is none.</summary>
    /// <param name="credential">The credential's key as text.</param>
    /// <param name="dead">The generation that the caller saw fail; 0 when there is no complaint.</param>
    [Alias("Get")]
    Task<OwnerAnswer> GetAsync(string credential, long dead);

    /// <summary>Drops remembered failures: the secret was changed, or the authorization is back.</summary>
    /// <param name="credentials">The credentials' keys as text.</param>
    [Alias("Forget")]
    Task ForgetAsync(string[] credentials);

    /// <summary>Answers: a node that has waited in vain asks this before it comes back.</summary>
    [Alias("Ping")]
    [AlwaysInterleave]
    Task PingAsync();
}
