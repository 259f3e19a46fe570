using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Time;
using WecomPlatform.Tests.Keys;
using WecomPlatform.Tests.Time;

namespace WecomPlatform.Tests.Snapshots;

public sealed class SnapshotCacheTests
{
    private readonly FakeClock _clock = new();
    private readonly SnapshotCache _cache = new();

    private Instant Now => Instant.Now(_clock);

    [Fact]
    public void What_was_offered_is_read()
    {
        _cache.Offer(Make(3));

        _cache.TryRead(Some.Token, Now, out var read).ShouldBeTrue();
        read.Generation.Value.ShouldBe(3);
        _cache.TryRead(Some.CorpTicket, Now, out _).ShouldBeFalse();
    }

    [Fact]
    public void A_value_that_is_not_to_be_used_without_asking_is_not_handed_out_either()
    {
        var snapshot = Make(3);
        _cache.Offer(snapshot);
        _clock.Advance(snapshot.Lifetime);

        _cache.TryRead(Some.Token, Now, out var read).ShouldBeFalse();

        read.ShouldBeNull("who fetches another one must not go on with this");
    }

    [Fact]
    public void An_older_value_never_replaces_a_newer_one()
    {
        _cache.Offer(Make(3));
        _cache.Offer(Make(2));

        _cache.Peek(Some.Token)!.Generation.Value.ShouldBe(3);
    }

    [Fact]
    public async Task Readers_never_see_the_number_go_back_whoever_offers_what_at_the_same_time()
    {
        const int Writers = 4;
        const int Offers = 2000;
        using var stop = new CancellationTokenSource();
        var reader = Task.Run(() =>
        {
            var last = 0L;
            while (!stop.IsCancellationRequested)
            {
                var seen = _cache.Peek(Some.Token)?.Generation.Value ?? 0;
                seen.ShouldBeGreaterThanOrEqualTo(last);
                last = seen;
            }
        });
        await Task.WhenAll(
            Enumerable
                .Range(0, Writers)
                .Select(writer =>
                    Task.Run(() =>
                    {
                        for (var n = Offers; n > 0; n--)
                        {
                            _cache.Offer(Make((((n * 7919) % Offers) * Writers) + writer + 1));
                        }
                    })
                )
        );
        await stop.CancelAsync();
        await reader.WaitAsync(TimeSpan.FromSeconds(20));

        _cache.Peek(Some.Token)!.Generation.Value.ShouldBe(Offers * Writers);
    }

    [Fact]
    public void A_value_is_read_without_its_owner_until_callers_have_to_wait_for_a_refresh()
    {
        _cache.Offer(Make(1, waits: 100));

        _clock.Advance(TimeSpan.FromSeconds(100) - TimeSpan.FromTicks(1));
        _cache.TryRead(Some.Token, Now, out _).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromTicks(1));
        _cache.TryRead(Some.Token, Now, out _).ShouldBeFalse();
    }

    [Fact]
    public void A_machine_that_slept_through_a_values_life_does_not_read_it()
    {
        _cache.Offer(Make(1, waits: 100));
        _clock.ShiftWall(TimeSpan.FromHours(1));

        _cache.TryRead(Some.Token, Now, out _).ShouldBeFalse();
    }

    [Fact]
    public void A_withdrawn_value_is_gone_and_does_not_come_back_with_late_news()
    {
        _cache.Offer(Make(3));
        _cache.Withdraw(Some.Token, new Generation(3));
        _cache.TryRead(Some.Token, Now, out _).ShouldBeFalse();

        _cache.Offer(Make(3));
        _cache.Offer(Make(2));
        _cache.TryRead(Some.Token, Now, out _).ShouldBeFalse();
        _cache.Offer(Make(4));
        _cache.TryRead(Some.Token, Now, out _).ShouldBeTrue();
    }

    [Fact]
    public void Withdrawing_an_old_value_leaves_the_new_one()
    {
        _cache.Offer(Make(3));
        _cache.Withdraw(Some.Token, new Generation(2));

        _cache.TryRead(Some.Token, Now, out _).ShouldBeTrue();
    }

    [Fact]
    public void Only_a_newer_value_or_another_standing_is_news()
    {
        var news = new List<(long, int)>();
        _cache.Changed += snapshot => news.Add((snapshot.Generation.Value, snapshot.Confirmations));

        _cache.Offer(Make(2));
        _cache.Offer(Make(2)); // the row, read once more
        _cache.Offer(Make(1));
        _cache.Offer(Make(2, confirmations: 1));
        _cache.Offer(Make(3));

        news.ShouldBe([(2, 0), (2, 1), (3, 0)]);
    }

    [Fact]
    public void Reading_and_asking_mark_a_credential_used_and_peeking_does_not()
    {
        _cache.Offer(Make(1));
        _cache.Peek(Some.Token);
        _cache.IdleFor(Some.Token, Now, _clock).ShouldBeNull();

        _cache.TryRead(Some.Token, Now, out _);
        _clock.Advance(TimeSpan.FromSeconds(7));
        _cache.IdleFor(Some.Token, Now, _clock).ShouldBe(TimeSpan.FromSeconds(7));
        _cache.MarkUsed(Some.CorpTicket, Now);
        _cache.IdleFor(Some.CorpTicket, Now, _clock).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void What_was_evicted_is_gone_until_it_is_offered_again()
    {
        _cache.Offer(Make(1));
        _cache.Evict(Some.Token);
        _cache.Holds(Some.Token).ShouldBeFalse();
        _cache.Count.ShouldBe(0);

        _cache.Offer(Make(1));
        _cache.TryRead(Some.Token, Now, out _).ShouldBeTrue();
    }

    private Snapshot Make(long generation, double waits = 100, int confirmations = 0) =>
        new()
        {
            Key = Some.Token,
            Generation = new Generation(generation),
            Value = new Secret("value"),
            FetchedAt = Now.Monotonic,
            Lifetime = TimeSpan.FromSeconds(200),
            Confirmations = confirmations,
            Due = Deadline.After(Now, TimeSpan.FromSeconds(waits / 2), _clock),
            Waits = Deadline.After(Now, TimeSpan.FromSeconds(waits), _clock),
            Expires = Deadline.After(Now, TimeSpan.FromSeconds(waits * 2), _clock),
        };
}
