using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Refreshing;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Time;
using WecomPlatform.Testing;
using WecomPlatform.Tests.Keys;
using WecomPlatform.Tests.Time;

namespace WecomPlatform.Tests.Refreshing;

public sealed class RefreshScheduleTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Due = TimeSpan.FromSeconds(100);

    private readonly FakeClock _clock = new();
    private readonly SnapshotCache _cache = new();
    private readonly AskedOwners _owners = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly RefreshSchedule _schedule;
    private Task _running = Task.CompletedTask;

    public RefreshScheduleTests() => _schedule = new RefreshSchedule(_cache, _owners, _clock);

    private Instant Now => Instant.Now(_clock);

    public Task InitializeAsync()
    {
        _running = Task.Run(() => _schedule.RunAsync(_stop.Token));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => _running.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    public void Dispose()
    {
        _schedule.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task What_is_in_use_is_refreshed_when_it_is_due_and_not_before()
    {
        Use(Make(1, Due));
        await AdvanceAsync(Due - TimeSpan.FromSeconds(1));
        _owners.Asked.ShouldBe(0);
        await AdvanceAsync(TimeSpan.FromSeconds(1));

        await AskedAsync(1);
    }

    [Fact]
    public async Task The_new_value_is_due_in_its_own_time()
    {
        _owners.Answer = () => _cache.Offer(Make(2, Due));
        Use(Make(1, Due));
        await AdvanceAsync(Due);
        await AskedAsync(1);
        await AdvanceAsync(Due);

        await AskedAsync(2);
    }

    [Fact]
    public async Task As_long_as_nothing_new_came_it_asks_again_after_a_while_and_not_at_once()
    {
        // What an owner does whose credential another node is just refreshing: it reads the row once more.
        _owners.Answer = () => _cache.Offer(Make(1, TimeSpan.Zero));
        Use(Make(1, Due));
        await AdvanceAsync(Due);
        await AskedAsync(1);
        await _clock.TimerDueWithinAsync(TimeSpan.FromSeconds(31));

        _owners.Asked.ShouldBe(1);
        await AdvanceAsync(TimeSpan.FromSeconds(31));
        await AskedAsync(2);
    }

    [Fact]
    public async Task What_nobody_ever_read_is_let_go()
    {
        _cache.Offer(Make(1, Due));
        await AdvanceAsync(Due);

        await Eventually.TrueAsync(() => !_cache.Holds(Some.Token), "it is let go");
        _owners.Asked.ShouldBe(0);
    }

    [Fact]
    public async Task What_nobody_read_for_two_lifetimes_is_let_go()
    {
        _owners.Answer = () => _cache.Offer(Make(_owners.Asked + 1, Due));
        Use(Make(1, Due)); // a life of 200 s
        for (var n = 1; n <= 4; n++)
        {
            await AdvanceAsync(Due);
            await AskedAsync(n);
        }

        await AdvanceAsync(Due);
        await Eventually.TrueAsync(() => !_cache.Holds(Some.Token), "it is let go");
        _owners.Asked.ShouldBe(4);
    }

    [Fact]
    public async Task What_was_withdrawn_is_not_refreshed()
    {
        Use(Make(1, Due));
        _cache.Withdraw(Some.Token, new Generation(1));
        await AdvanceAsync(Due);

        await Eventually.TrueAsync(() => !_cache.Holds(Some.Token), "it is let go");
        _owners.Asked.ShouldBe(0);
    }

    [Fact]
    public async Task A_life_of_a_year_does_not_end_the_schedule()
    {
        Use(Make(1, TimeSpan.FromDays(300)));
        await _clock.TimerDueWithinAsync(TimeSpan.FromDays(1));
        _running.IsCompleted.ShouldBeFalse();

        _cache.Offer(Make(2, Due));
        await AdvanceAsync(Due);
        await AskedAsync(1);
    }

    private void Use(Snapshot snapshot)
    {
        _cache.Offer(snapshot);
        _cache.TryRead(snapshot.Key, Now, out _);
    }

    // The schedule sleeps until something is due: only then does it make sense to move the clock.
    private async Task AdvanceAsync(TimeSpan by)
    {
        await _clock.TimerDueWithinAsync(Due);
        _clock.Advance(by);
    }

    private Task AskedAsync(int times) => Eventually.TrueAsync(() => _owners.Asked == times, $"asked {times} times");

    private Snapshot Make(long generation, TimeSpan due) =>
        new()
        {
            Key = Some.Token,
            Generation = new Generation(generation),
            Value = new Secret("value"),
            FetchedAt = Now.Monotonic,
            Lifetime = Due * 2,
            Confirmations = 0,
            Due = Deadline.After(Now, due, _clock),
            Waits = Deadline.After(Now, due + Due, _clock),
            Expires = Deadline.After(Now, due + Due, _clock),
        };

    private sealed class AskedOwners : ICredentialOwners
    {
        private int _asked;

        public int Asked => Volatile.Read(ref _asked);

        public Action Answer { get; set; } = static () => { };

        public ValueTask<CredentialResult> GetAsync(CredentialKey key, Generation dead, CancellationToken ct)
        {
            Interlocked.Increment(ref _asked);
            Answer();
            return ValueTask.FromResult(CredentialResult.None(new Unavailable(UnavailableReason.Busy, TimeSpan.Zero)));
        }

        public ValueTask<Snapshot?> PushAsync(CredentialKey key, FetchedValue value, CancellationToken ct) =>
            throw new NotSupportedException();

        public ValueTask ForgetAsync(IReadOnlyCollection<CredentialKey> keys, CancellationToken ct) => throw new NotSupportedException();
    }
}
