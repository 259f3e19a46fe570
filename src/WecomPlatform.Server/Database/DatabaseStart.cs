using Microsoft.Extensions.Options;
using Npgsql;
using WecomPlatform.Postgres.Changes;
using WecomPlatform.Postgres.Errors;
using WecomPlatform.Postgres.Migrations;
using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Owners;

namespace WecomPlatform.Server.Database;

/// <summary>
/// Brings the schema up to date and learns the database's time before the node takes requests; waits for a database that is still
/// starting.
/// </summary>
internal sealed partial class DatabaseStart(
    NpgsqlDataSource database,
    Migrator migrator,
    DatabaseContact contact,
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
        var began = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await migrator.RunAsync(folders, cancellationToken);
                await contact.HearAsync(database, cancellationToken);
                return;
            }
            catch (NpgsqlException error) when (error.IsAway() && clock.GetElapsedTime(began) < options.Value.DatabasePatience)
            {
                LogWaiting(error.Tell());
#pragma warning disable CA5394 // Nodes that start together shall not come back together: jitter, no secret.
                await Task.Delay(Pause * (0.5 + Random.Shared.NextDouble()), clock, cancellationToken);
#pragma warning restore CA5394
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Waiting for the database: {Reason}")]
    private partial void LogWaiting(string reason);
}
