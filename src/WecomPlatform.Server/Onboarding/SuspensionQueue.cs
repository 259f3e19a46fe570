using System.Collections.Concurrent;
using System.Threading.Channels;
using WecomPlatform.Credentials.Ids;

namespace WecomPlatform.Server.Onboarding;

/// <summary>Authorizations that may be over, each at most once. When many are, some are left out: their next refusal brings them again.</summary>
internal sealed class SuspensionQueue
{
    private const int Capacity = 10_000;

    private readonly ConcurrentDictionary<(TenantId Tenant, SuiteId Suite, CorpId Corp), bool> _waiting = new();
    private readonly Channel<(TenantId Tenant, SuiteId Suite, CorpId Corp)> _channel = Channel.CreateBounded<(TenantId, SuiteId, CorpId)>(
        Capacity
    );

    public void Add(TenantId tenant, SuiteId suite, CorpId corp)
    {
        if (_waiting.TryAdd((tenant, suite, corp), true) && !_channel.Writer.TryWrite((tenant, suite, corp)))
        {
            _waiting.TryRemove((tenant, suite, corp), out _);
        }
    }

    public async ValueTask<(TenantId Tenant, SuiteId Suite, CorpId Corp)> TakeAsync(CancellationToken ct)
    {
        var next = await _channel.Reader.ReadAsync(ct);
        _waiting.TryRemove(next, out _);
        return next;
    }
}
