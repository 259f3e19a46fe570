using Microsoft.Extensions.Options;
using Npgsql;
using WecomPlatform.Credentials.Time;
using WecomPlatform.Postgres.Migrations;
using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Owners;

namespace WecomPlatform.Server.Database;

/// <summary>Brings the schema up to date before the node takes requests; waits for a database that is still starting.</summary>
internal sealed partial class DatabaseStart(
    Migrator migrator,
    IOptions<NodeOptions> options,
    IOptions<OwnersOptions> owners,
    TimeProvider clock,
    ILogger<DatabaseStart> logger
) : IHostedService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> folders =
            owners.Value.Engine == OwnersEngine.Orleans ? [Migrator.Platform, Migrator.Orleans] : [Migrator.Platform];
        var end = Deadline.After(Instant.Now(clock), options.Value.DatabasePatience, clock);
        while (true)
        {
            try
            {
                await migrator.RunAsync(folders, cancellationToken);
                return;
            }
            catch (NpgsqlException error) when (error.IsAway() && !end.HasPassed(Instant.Now(clock)))
            {
                LogWaiting(error.Message);
                await Task.Delay(Pause, clock, cancellationToken);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Waiting for the database: {Reason}")]
    private partial void LogWaiting(string reason);
}
