using FsCheck;
using FsCheck.Fluent;
using WecomSimulator.Limits;

namespace WecomPlatform.Tests.Simulator;

public sealed class SlidingWindowTests
{
    private static readonly LimitRule Rule = LimitRule.AppTickets;

    [Fact]
    public void In_no_hour_are_more_calls_allowed_than_the_limit() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Gen.Choose(0, 900).ArrayOf(200).ToArbitrary(),
                steps =>
                {
                    const int limit = 7;
                    var book = new LimitBook();
                    var at = DateTimeOffset.UnixEpoch.AddDays(20_000);
                    var allowed = new List<DateTimeOffset>();
                    foreach (var seconds in steps)
                    {
                        at = at.AddSeconds(seconds);
                        if (book.Allows(Rule, "app", limit, at))
                        {
                            book.Count(Rule, "app", at);
                            allowed.Add(at);
                        }
                    }

                    return allowed.TrueForAll(end => allowed.Count(call => call <= end && call > end - Rule.Window) <= limit);
                }
            )
        );

    [Fact]
    public void Counters_nobody_uses_any_more_are_forgotten()
    {
        var book = new LimitBook();
        var at = DateTimeOffset.UnixEpoch.AddDays(20_000);
        for (var i = 0; i < 1000; i++)
        {
            book.Count(Rule, $"app-{i}", at);
        }

        book.Allows(Rule, "another", 1, at + Rule.Window);

        book.Windows.ShouldBeEmpty();
    }
}
