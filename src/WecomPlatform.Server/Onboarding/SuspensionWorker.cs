using Npgsql;

namespace WecomPlatform.Server.Onboarding;

/// <summary>Looks at authorizations whose tokens WeCom refused.</summary>
internal sealed partial class SuspensionWorker(SuspensionQueue queue, AuthorizationSuspension suspension, ILogger<SuspensionWorker> logger)
    : BackgroundService
{
    private const int AtOnce = 4;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => WorkAsync(stoppingToken)));

    private async Task WorkAsync(CancellationToken ct)
    {
        while (true)
        {
            var (tenant, suite, corp) = await queue.TakeAsync(ct);
            try
            {
                await suspension.ConfirmAsync(tenant, suite, corp, ct);
            }
            catch (NpgsqlException error)
            {
                LogFailed(error.Message); // The next refusal brings it again.
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An authorization that WeCom refuses could not be suspended: {Reason}")]
    private partial void LogFailed(string reason);
}
