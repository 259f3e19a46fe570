using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Forwarding;
using WecomPlatform.Server.Hosting;

namespace WecomPlatform.Server.Forwarding;

/// <summary>Sends what is in the outbox: each corp's messages one after the other, until its webhook took them or they are given up.</summary>
internal sealed partial class OutboxWorker : BackgroundService
{
    private const int MessagesAClaim = 100; // then the lane goes back in line
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(20);

    private readonly OutboxStore _outbox;
    private readonly WebhookStore _webhooks;
    private readonly WebhookClient _client;
    private readonly WebhookCounters _counters;
    private readonly ForwardingOptions _options;
    private readonly ILogger<OutboxWorker> _logger;
    private readonly ClaimLoop<OutboxLane> _loop;
    private readonly ConcurrentDictionary<TenantId, int> _running = new();

    public OutboxWorker(
        OutboxStore outbox,
        WebhookStore webhooks,
        WebhookClient client,
        WebhookCounters counters,
        IOptions<ForwardingOptions> options,
        TimeProvider clock,
        ILogger<OutboxWorker> logger
    )
    {
        (_outbox, _webhooks, _client, _counters, _options, _logger) = (outbox, webhooks, client, counters, options.Value, logger);
        _loop = new ClaimLoop<OutboxLane>(_options.Concurrency, ClaimAsync, SendAsync, clock, logger);
    }

    private TimeSpan Lease => _options.Timeout + Margin;

    /// <summary>A message has come in.</summary>
    public void Wake() => _loop.Wake();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(stoppingToken);

    private Task<IReadOnlyList<OutboxLane>> ClaimAsync(int limit, CancellationToken ct) =>
        _outbox.ClaimAsync(
            limit,
            Lease,
            _options.ConcurrencyPerTenant,
            _running.Where(tenant => tenant.Value >= _options.ConcurrencyPerTenant).Select(tenant => tenant.Key),
            ct
        );

    private async Task SendAsync(OutboxLane lane, CancellationToken ct)
    {
        _running.AddOrUpdate(lane.Tenant, 1, static (_, count) => count + 1);
        try
        {
            if (await _webhooks.FindAsync(lane.Tenant, ct) is { } webhook && await SendAsync(lane, webhook, ct))
            {
                await _outbox.ReleaseAsync(lane, CancellationToken.None);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await _outbox.ReleaseAsync(lane, CancellationToken.None);
        }
        finally
        {
            _running.AddOrUpdate(lane.Tenant, 0, static (_, count) => count - 1);
        }
    }

    // Returns whether the lane is still claimed.
    private async Task<bool> SendAsync(OutboxLane lane, WebhookRecord webhook, CancellationToken ct)
    {
        long? delivered = null;
        for (var sent = 0; sent < MessagesAClaim; sent++)
        {
            // Delivered is delivered: that much is noted even when the node stops.
            if (await _outbox.NextAsync(lane, Lease, delivered, CancellationToken.None) is not { } message)
            {
                return false;
            }

            ct.ThrowIfCancellationRequested();
            if (await _client.PostAsync(webhook, message, ct) is { } error)
            {
                var pause = Backoff.After(message.Attempts, _options.LongestPause);
                var isDead = await _outbox.FailAsync(lane, message.Id, error, pause, _options.GiveUpAfter, CancellationToken.None);
                _counters.Count(isDead ? "dead" : "failed");
                LogFailed(message.Type, message.Id, lane.Tenant.Value, error, isDead);
                return false;
            }

            _counters.Count("delivered");
            delivered = message.Id;
        }

        return await _outbox.NextAsync(lane, Lease, delivered, CancellationToken.None) is not null;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The webhook of tenant {Tenant} did not take {Type} ({Id}): {Error} Given up: {IsDead}."
    )]
    private partial void LogFailed(string type, long id, string tenant, string error, bool isDead);
}
