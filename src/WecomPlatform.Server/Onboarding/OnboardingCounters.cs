using System.Collections.Concurrent;
using WecomPlatform.Postgres.Onboarding;

namespace WecomPlatform.Server.Onboarding;

/// <summary>How auth codes' exchanges ended at this node, and how often authorizations were suspended.</summary>
internal sealed class OnboardingCounters
{
    private readonly ConcurrentDictionary<ExchangeState, long> _exchanges = new();
    private long _suspensions;

    public long Suspensions => Interlocked.Read(ref _suspensions);

    public IEnumerable<(ExchangeState End, long Count)> Exchanges => _exchanges.Select(entry => (entry.Key, entry.Value));

    public void Exchanged(ExchangeState end, long count = 1) => _exchanges.AddOrUpdate(end, count, (_, before) => before + count);

    public void Suspended() => Interlocked.Increment(ref _suspensions);
}
