using Orleans.Concurrency;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Grains.Demand;
using WecomPlatform.Grains.Hosting;

namespace WecomPlatform.Grains.Owning;

/// <summary>
/// The body of every grain: its silo's owners, which take the row's lease before they call anybody. An activation keeps warm what was
/// used lately, also when its predecessor was on another silo.
/// </summary>
[Reentrant]
public abstract class OwnerGrain(DemandMemory demand, SiloOwners owners, GrainOptions options, TimeProvider clock) : Grain, IOwnerGrain
{
    /// <inheritdoc />
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(
            KeepWarmAsync,
            new GrainTimerCreationOptions(TimeSpan.Zero, options.WarmEvery) { Interleave = true, KeepAlive = false }
        );
        return base.OnActivateAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async Task<OwnerAnswer> GetAsync(string credential, long dead)
    {
        var key = Parse(credential);
        demand.Mark(key, clock.GetUtcNow());
        return OwnerAnswer.Of(await owners.Port.GetAsync(key, new Generation(dead), CancellationToken.None));
    }

    /// <inheritdoc />
    public async Task ForgetAsync(string[] credentials) =>
        await owners.Port.ForgetAsync([.. credentials.Select(Parse)], CancellationToken.None);

    /// <inheritdoc />
    public Task PingAsync() => Task.CompletedTask;

    private static CredentialKey Parse(string credential) =>
        CredentialKey.TryParse(credential, out var key) ? key : throw new ArgumentException("No credential's key.", nameof(credential));

    private async Task KeepWarmAsync(CancellationToken ct)
    {
        foreach (var key in demand.UsedLately(clock.GetUtcNow()))
        {
            if (!(await owners.Port.GetAsync(key, Generation.None, ct)).IsAvailable)
            {
                demand.Drop(key); // not worth more attempts than those who want it make
            }
        }
    }
}
