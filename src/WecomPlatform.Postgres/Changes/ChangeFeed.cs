using System.Data;
using Dapper;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using WecomPlatform.Postgres.Errors;

namespace WecomPlatform.Postgres.Changes;

/// <summary>
/// Follows the database's changes: notifications at once, and a poll that finds what they lost. It has a connection of its own; when
/// that breaks it comes back by itself and has everything compared.
/// </summary>
public sealed partial class ChangeFeed(
    NpgsqlDataSource database,
    IChangeHandler handler,
    DatabaseContact contact,
    IOptions<ChangeFeedOptions> options,
    TimeProvider clock,
    ILogger<ChangeFeed> logger
)
{
    private readonly ChangeFeedOptions _options = options.Value;
    private readonly List<Change> _notified = [];
    private string? _cursor;
    private bool _isConnected;

    /// <summary>Works until cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever broke the connection, the answer is a new one.
            catch (Exception error)
#pragma warning restore CA1031
            {
                LogLost(error.Tell());
                if (_isConnected)
                {
                    // What cut this connection most likely cut the others: none of them shall fail a request each. Where no connection is to be
                    // had, those that are left are all that this node has.
                    database.Clear();
                }
            }

            _isConnected = false;

            await Task.Delay(_options.ReconnectDelay, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        _isConnected = true;
        connection.Notification += OnNotification;
        try
        {
            await connection.ExecuteAsync(new CommandDefinition("listen wecom_platform", cancellationToken: ct));
            LogFollowing();
            await PollAsync(connection, ct);
            await handler.OnResyncAsync(ct);

            var polled = clock.GetTimestamp();
            var pruned = polled;
            while (true)
            {
                var wait = _options.PollInterval - clock.GetElapsedTime(polled);
                if (wait > TimeSpan.Zero)
                {
                    // In whole milliseconds, up: the driver takes less than one for "for ever".
                    await connection.WaitAsync(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), ct);
                }

                await TellAsync([], ct);
                if (clock.GetElapsedTime(polled) >= _options.PollInterval)
                {
                    polled = clock.GetTimestamp();
                    await PollAsync(connection, ct);
                }

                if (clock.GetElapsedTime(pruned) >= _options.Retention / 10)
                {
                    pruned = clock.GetTimestamp();
                    await PruneAsync(connection, ct);
                }
            }
        }
        finally
        {
            connection.Notification -= OnNotification;
            if (connection.State == ConnectionState.Open)
            {
                await connection.ExecuteAsync("unlisten *");
            }
        }
    }

    private async Task PollAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var asked = clock.GetTimestamp();
        var (horizon, time) = await connection.QuerySingleAsync<(string Horizon, DateTime Time)>(
            new CommandDefinition("select pg_snapshot_xmin(pg_current_snapshot())::text, clock_timestamp()", cancellationToken: ct)
        );
        contact.Heard(new DateTimeOffset(time, TimeSpan.Zero), clock.GetElapsedTime(asked));

        // What is settled is told once. What lies beyond the oldest open transaction is told again with each poll until that one ends:
        // it must not be held up by a transaction that has nothing to do with it.
        var changes = await connection.QueryAsync<Change>(
            new CommandDefinition(
                """
                select distinct topic, key from change
                where xid >= coalesce(@cursor::text::xid8, @horizon::text::xid8)
                """,
                new { cursor = _cursor, horizon },
                cancellationToken: ct
            )
        );
        _cursor = horizon;
        await TellAsync(changes, ct);
    }

    private async Task PruneAsync(NpgsqlConnection connection, CancellationToken ct) =>
        await connection.ExecuteAsync(
            new CommandDefinition(
                "delete from change where at < clock_timestamp() - @Retention",
                new { _options.Retention },
                cancellationToken: ct
            )
        );

    private async Task TellAsync(IEnumerable<Change> polled, CancellationToken ct)
    {
        var changes = polled.ToHashSet();
        changes.UnionWith(_notified);
        _notified.Clear();
        if (changes.Count > 0)
        {
            await handler.OnChangedAsync(changes, ct);
        }
    }

    private void OnNotification(object sender, NpgsqlNotificationEventArgs notification)
    {
        var space = notification.Payload.IndexOf(' ', StringComparison.Ordinal);
        if (space > 0)
        {
            _notified.Add(new Change(notification.Payload[..space], notification.Payload[(space + 1)..]));
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Following the database's changes.")]
    private partial void LogFollowing();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lost the database's change feed: {Reason}. Trying again.")]
    private partial void LogLost(string reason);
}
