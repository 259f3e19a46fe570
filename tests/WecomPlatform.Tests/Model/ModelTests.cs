using Xunit.Abstractions;

namespace WecomPlatform.Tests.Model;

public sealed class ModelTests(ITestOutputHelper output)
{
    [Fact]
    public void No_interleaving_of_two_nodes_with_a_crash_and_a_failover_breaks_the_promise()
    {
        var (worlds, counterExample) = Explorer.Explore(new Protocol(new Rules()));

        output.WriteLine($"{worlds} worlds");
        counterExample.ShouldBeNull();
        worlds.ShouldBeGreaterThan(100_000);
    }

    [Fact]
    public void Without_the_lease_excluding_others_a_value_is_fetched_twice() =>
        Breaks(new Rules { LeaseExcludes = false }, "calls at the same time");

    [Fact]
    public void Without_comparing_what_was_read_a_fresh_value_is_fetched_again() =>
        Breaks(new Rules { TakeComparesWhatWasRead = false }, "a fresh value is fetched again");

    [Fact]
    public void Without_the_fence_a_late_answer_overwrites_a_newer_value() =>
        Breaks(new Rules { FenceGuardsWrites = false, WritesAreRepeated = false }, "was written over the newer");

    [Fact]
    public void Without_closing_the_permit_an_answer_is_written_twice() =>
        Breaks(new Rules { WriteClosesPermit = false }, "was written twice");

    [Fact]
    public void Without_the_clock_a_failover_reuses_a_generation() =>
        Breaks(
            new Rules
            {
                GenerationFollowsClock = false,
                WriterOutgrowsWhatItKnows = false,
                ClockMayFallBack = false,
                WritesAreRepeated = false,
            },
            "was used for two values"
        );

    [Fact]
    public void Without_the_clock_a_failover_reuses_a_fence_and_lets_a_late_answer_in() =>
        Breaks(new Rules { FenceFollowsClock = false }, "was written over the newer");

    [Fact]
    public void Without_its_own_knowledge_a_node_cannot_use_what_it_fetched_under_a_clock_that_fell_back() =>
        Breaks(new Rules { WriterOutgrowsWhatItKnows = false }, "goes on with");

    [Fact]
    public void Without_the_readers_refusal_a_failover_takes_them_back() =>
        Breaks(new Rules { ReadersNeverGoBack = false }, "a reader went back");

    [Fact]
    public void Without_a_lease_before_the_call_two_nodes_call_at_once() =>
        Breaks(new Rules { LeaseComesBeforeCall = false }, "calls at the same time");

    private void Breaks(Rules rules, string how)
    {
        var (worlds, counterExample) = Explorer.Explore(new Protocol(rules));

        output.WriteLine($"{worlds} worlds");
        counterExample.ShouldNotBeNull();
        output.WriteLine(string.Join(" → ", counterExample));
        counterExample[^1].ShouldContain(how);
    }
}
