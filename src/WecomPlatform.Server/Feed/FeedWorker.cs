using WecomPlatform.Postgres.Changes;

namespace WecomPlatform.Server.Feed;

/// <summary>Runs the change feed.</summary>
internal sealed class FeedWorker(ChangeFeed feed) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => feed.RunAsync(stoppingToken);
}
