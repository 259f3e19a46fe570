using Microsoft.Extensions.Options;
using Npgsql;
using WecomPlatform.Postgres.Callbacks;
using WecomPlatform.Postgres.Forwarding;
using WecomPlatform.Server.Forwarding;

namespace WecomPlatform.Server.Callbacks;

/// <summary>Forgets, now and then, what arrived long ago and what was given up long ago.</summary>
internal sealed partial class Retention(
    InboxStore inbox,
    OutboxStore outbox,
    IOptions<CallbackOptions> callbacks,
    IOptions<ForwardingOptions> forwarding,
    TimeProvider clock,
    ILogger<Retention> logger
) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await inbox.PruneAsync(callbacks.Value.KeepFor, stoppingToken);
                await outbox.PruneAsync(forwarding.Value.KeepDeadFor, stoppingToken);
            }
            catch (NpgsqlException error)
            {
                LogNotPruned(error.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old callbacks and dead letters could not be deleted: {Reason}")]
    private partial void LogNotPruned(string reason);
}
