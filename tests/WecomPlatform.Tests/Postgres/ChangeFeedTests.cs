using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using WecomPlatform.Postgres.Changes;
using WecomPlatform.Testing;
using WecomPlatform.Tests.Owners;

namespace WecomPlatform.Tests.Postgres;

public sealed class ChangeFeedTests(OwnersDatabase database) : IClassFixture<OwnersDatabase>, IAsyncLifetime, IDisposable
{
    private readonly string _key = $"k{Guid.NewGuid():N}";
    private readonly CancellationTokenSource _stop = new();
    private readonly RecordedChanges _changes = new();
    private readonly RecordedLog<ChangeFeed> _log = new();
    private readonly DatabaseContact _contact = new(TimeProvider.System);
    private readonly ChangeFeedOptions _options = new() { PollInterval = TimeSpan.FromSeconds(10) };
    private NpgsqlDataSource _source = null!;
    private Task _running = Task.CompletedTask;

    public Task InitializeAsync()
    {
        _source = NpgsqlDataSource.Create($"{database.ConnectionString};Application Name={_key}");
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(TimeSpan.FromSeconds(20));
        await _source.DisposeAsync();
    }

    public void Dispose() => _stop.Dispose();

    [Fact]
    public async Task A_change_is_told_by_notification_long_before_the_next_poll()
    {
        await StartAsync();
        await database.ExecuteAsync("select record_change('credential', @_key)", new { _key });

        await Eventually.TrueAsync(() => IsTold("credential"), "the notification", TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_change_whose_notification_is_lost_is_told_by_the_poll()
    {
        _options.PollInterval = TimeSpan.FromMilliseconds(200);
        await StartAsync();
        await database.ExecuteAsync("insert into change (topic, key) values ('corp', @_key)", new { _key });

        await Eventually.TrueAsync(() => IsTold("corp"), "the poll");
    }

    [Fact]
    public async Task A_change_made_while_the_connection_is_broken_is_told_when_it_is_back_and_everything_is_compared()
    {
        _options.ReconnectDelay = TimeSpan.FromSeconds(1);
        await StartAsync();
        (await KillAsync()).ShouldBe(1);
        await database.ExecuteAsync("select record_change('credential', @_key)", new { _key });

        await Eventually.TrueAsync(() => IsTold("credential"), "the change made meanwhile");
        await Eventually.TrueAsync(() => _changes.Resyncs == 2, "the comparison");
    }

    [Fact]
    public async Task While_it_finds_no_connection_it_leaves_the_node_those_that_it_has()
    {
        _options.ReconnectDelay = TimeSpan.FromSeconds(1);
        await _source.DisposeAsync();
        _source = NpgsqlDataSource.Create($"{database.ConnectionString};Application Name={_key};Maximum Pool Size=1;Timeout=1");
        await StartAsync();
        await KillAsync();
        await Eventually.TrueAsync(() => _log.Lines.Count(IsLoss) == 1, "the loss");
        int before;
        await using (var only = await _source.OpenConnectionAsync())
        {
            before = only.ProcessID;
            await Eventually.TrueAsync(() => _log.Lines.Count(IsLoss) == 2, "the vain attempt");
        }

        await using var again = await _source.OpenConnectionAsync();
        again.ProcessID.ShouldBe(before);
    }

    [Fact]
    public async Task A_transaction_that_commits_late_is_not_skipped()
    {
        _options.PollInterval = TimeSpan.FromMilliseconds(100);
        await StartAsync();
        await using var late = await database.Source.OpenConnectionAsync();
        await using var transaction = await late.BeginTransactionAsync();
        await late.ExecuteAsync("insert into change (topic, key) values ('late', @_key)", new { _key }, transaction);
        await database.ExecuteAsync("select record_change('early', @_key)", new { _key });
        await Eventually.TrueAsync(() => IsTold("early"), "the change that committed first");
        await NextPollAsync();
        await NextPollAsync();
        IsTold("late").ShouldBeFalse();
        await transaction.CommitAsync();

        await Eventually.TrueAsync(() => IsTold("late"), "the change that committed late");
    }

    [Fact]
    public async Task What_was_rolled_back_is_not_told()
    {
        _options.PollInterval = TimeSpan.FromMilliseconds(100);
        await StartAsync();
        await using (var connection = await database.Source.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await connection.ExecuteAsync("select record_change('never', @_key)", new { _key }, transaction);
            await transaction.RollbackAsync();
        }

        await database.ExecuteAsync("select record_change('credential', @_key)", new { _key });
        await Eventually.TrueAsync(() => IsTold("credential"), "a later change");
        await NextPollAsync();
        IsTold("never").ShouldBeFalse();
    }

    [Fact]
    public async Task A_handler_that_fails_gets_everything_to_compare()
    {
        var handler = new FailingHandler(_changes);
        Start(handler);
        await Eventually.TrueAsync(() => _changes.Resyncs == 1, "the feed follows");
        handler.FailNext = true;
        await database.ExecuteAsync("select record_change('credential', @_key)", new { _key });

        await Eventually.TrueAsync(() => _changes.Resyncs == 2, "the comparison");
    }

    [Fact]
    public async Task Old_lines_are_pruned()
    {
        _options.PollInterval = TimeSpan.FromMilliseconds(100);
        _options.Retention = TimeSpan.FromSeconds(2);
        await database.ExecuteAsync("insert into change (topic, key, at) values ('old', @_key, now() - interval '1 hour')", new { _key });
        await StartAsync();

        await Eventually.TrueAsync(
            async _ =>
                await database.ScalarAsync<long>("select count(*) from change where topic = 'old' and key = @_key", new { _key }) == 0,
            "the old line is gone"
        );
    }

    [Fact]
    public async Task The_databases_clock_is_known_and_its_silence_too()
    {
        _options.PollInterval = TimeSpan.FromMilliseconds(100);
        await StartAsync();
        _contact.Silence.ShouldBeLessThan(TimeSpan.FromSeconds(10));

        var theirs = await database.ScalarAsync<long>("select extract(epoch from clock_timestamp())::bigint");
        _contact.UnixSeconds.ShouldBeInRange(theirs - 1, theirs + 2);
    }

    private async Task StartAsync()
    {
        Start(_changes);
        await Eventually.TrueAsync(() => _changes.Resyncs == 1, "the feed follows");
    }

    private void Start(IChangeHandler handler)
    {
        var feed = new ChangeFeed(_source, handler, _contact, Options.Create(_options), TimeProvider.System, _log);
        _running = Task.Run(() => feed.RunAsync(_stop.Token));
    }

    private static bool IsLoss(string line) => line.StartsWith("Lost the database's change feed", StringComparison.Ordinal);

    private bool IsTold(string topic) => _changes.Told.ContainsKey(new Change(topic, _key));

    private Task<long> KillAsync() =>
        database.ScalarAsync<long>(
            "select count(*) from (select pg_terminate_backend(pid) from pg_stat_activity where application_name = @_key) killed",
            new { _key }
        );

    private async Task NextPollAsync()
    {
        var seen = _contact.Silence;
        await Eventually.TrueAsync(
            () =>
            {
                var before = seen;
                seen = _contact.Silence;
                return seen < before;
            },
            "the next poll"
        );
    }

    private sealed class FailingHandler(IChangeHandler handler) : IChangeHandler
    {
        public bool FailNext { get; set; }

        public Task OnChangedAsync(IReadOnlyCollection<Change> changes, CancellationToken ct)
        {
            if (FailNext)
            {
                FailNext = false;
                throw new InvalidOperationException("broken");
            }

            return handler.OnChangedAsync(changes, ct);
        }

        public Task OnResyncAsync(CancellationToken ct) => handler.OnResyncAsync(ct);
    }
}
