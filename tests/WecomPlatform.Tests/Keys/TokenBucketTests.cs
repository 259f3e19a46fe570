using WecomPlatform.Server.Keys;

namespace WecomPlatform.Tests.Keys;

/// <summary>A bucket gives as much as was agreed, and says when there is more.</summary>
public sealed class TokenBucketTests
{
    private const long Interval = 100;
    private const long Depth = 4;

    private readonly TokenBucket _bucket = new();

    [Fact]
    public void A_full_bucket_gives_its_depth_at_once_and_then_says_when_the_next_is_there()
    {
        for (var i = 0; i < Depth; i++)
        {
            _bucket.Take(1000, Interval, Depth).ShouldBe(0);
        }

        _bucket.Take(1000, Interval, Depth).ShouldBe(Interval);
        _bucket.Take(1030, Interval, Depth).ShouldBe(Interval - 30);
        _bucket.Take(1100, Interval, Depth).ShouldBe(0);
        _bucket.Take(1100, Interval, Depth).ShouldBe(Interval);
    }

    [Fact]
    public void It_never_holds_more_than_its_depth()
    {
        _bucket.IsFull(0).ShouldBeTrue();
        _bucket.Take(0, Interval, Depth).ShouldBe(0);
        _bucket.IsFull(Interval - 1).ShouldBeFalse();
        _bucket.IsFull(Interval).ShouldBeTrue();

        Enumerable.Range(0, 100).Count(_ => _bucket.Take(1_000_000, Interval, Depth) == 0).ShouldBe((int)Depth);
    }

    [Fact]
    public void Many_at_once_share_it_exactly()
    {
        var given = 0;

        Parallel.For(
            0,
            10_000,
            _ =>
            {
                if (_bucket.Take(0, Interval, 500) == 0)
                {
                    Interlocked.Increment(ref given);
                }
            }
        );

        given.ShouldBe(500);
    }
}
