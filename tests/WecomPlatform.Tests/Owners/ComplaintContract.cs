using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Testing;

namespace WecomPlatform.Tests.Owners;

/// <summary>Whoever reports a dead value names its generation.</summary>
public abstract class ComplaintContract(OwnersDatabase database, IOwnersEngine engine) : OwnersContract(database, engine)
{
    [Fact]
    public async Task A_report_about_an_old_value_changes_nothing()
    {
        var node = await StartNodeAsync();
        var held = await node.ValueAsync(Token);

        (await node.ValueAsync(Token, new Generation(held.Generation.Value - 1))).Generation.ShouldBe(held.Generation);
        Wecom.Calls(Token).ShouldBe(1);
    }

    [Fact]
    public async Task A_report_about_a_value_that_never_was_forces_nothing_and_is_served_what_lives()
    {
        var node = await StartNodeAsync();
        var held = await node.ValueAsync(Token);
        var invented = new Generation(held.Generation.Value + 1_000_000);

        (await node.ValueAsync(Token, invented)).Generation.ShouldBe(held.Generation);
        Wecom.Calls(Token).ShouldBe(1);

        var better = await node.ValueAsync(Token, held.Generation);
        better.Generation.ShouldBeGreaterThan(held.Generation, "the invented one must not have used up the minute's forced refresh");
        invented = new Generation(better.Generation.Value + 1_000_000_000);
        await node.RefusalAsync(Token, better.Generation);
        (await node.ValueAsync(Token, invented)).Generation.ShouldBe(better.Generation);
        Wecom.Calls(Token).ShouldBe(2);
    }

    [Fact]
    public async Task A_report_about_a_value_that_only_other_nodes_know_is_heard()
    {
        OwnersNode[] nodes = [await StartNodeAsync("a"), await StartNodeAsync("b")];
        var first = await nodes[0].ValueAsync(Token);
        var second = await nodes[1].ValueAsync(Token, first.Generation);
        await SetAsync(Token, "forced_at = clock_timestamp() - interval '61 seconds'");

        (await nodes[0].ValueAsync(Token, second.Generation)).Generation.ShouldBeGreaterThan(second.Generation);
    }

    [Fact]
    public async Task Reports_about_the_current_value_force_one_refresh_in_the_whole_cluster()
    {
        OwnersNode[] nodes = [await StartNodeAsync("a"), await StartNodeAsync("b")];
        var dead = (await nodes[0].ValueAsync(Token)).Generation;
        await nodes[1].ValueAsync(Token);
        var call = Wecom.Hold(Token);
        var asked = Enumerable.Range(0, 200).Select(n => nodes[n % 2].ValueAsync(Token, dead)).ToList();
        await call.Begun;
        call.Answer(FakeWecom.Value("better"));

        (await Task.WhenAll(asked)).ShouldAllBe(value => value.Value.Reveal() == "better" && value.Generation > dead);
        Wecom.Calls(Token).ShouldBe(2);
    }

    [Fact]
    public async Task A_second_forced_refresh_within_a_minute_is_refused_everywhere()
    {
        OwnersNode[] nodes = [await StartNodeAsync("a"), await StartNodeAsync("b")];
        var first = await nodes[0].ValueAsync(Token);
        var second = await nodes[0].ValueAsync(Token, first.Generation);

        foreach (var node in nodes)
        {
            var why = await node.RefusalAsync(Token, second.Generation);
            why.Reason.ShouldBe(UnavailableReason.StillRejected);
            why.RetryIn.ShouldBeInRange(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));
            (await node.ValueAsync(Token)).Generation.ShouldBe(second.Generation);
        }

        Wecom.Calls(Token).ShouldBe(2);
    }

    [Fact]
    public async Task After_the_minute_another_refresh_may_be_forced()
    {
        var node = await StartNodeAsync("a");
        var first = await node.ValueAsync(Token);
        var second = await node.ValueAsync(Token, first.Generation);
        await SetAsync(Token, "forced_at = clock_timestamp() - interval '61 seconds'");

        (await node.ValueAsync(Token, second.Generation)).Generation.ShouldBeGreaterThan(second.Generation);
    }

    [Fact]
    public async Task When_weCom_returns_the_reported_value_the_reporter_is_refused_and_all_others_are_served()
    {
        var node = await StartNodeAsync();
        Wecom.Next(Token, FakeWecom.Value("same"));
        Wecom.Next(Token, FakeWecom.Value("same", 7100));
        var held = await node.ValueAsync(Token);

        (await node.RefusalAsync(Token, held.Generation)).Reason.ShouldBe(UnavailableReason.StillRejected);
        (await node.RefusalAsync(Token, held.Generation)).Reason.ShouldBe(UnavailableReason.StillRejected);
        (await node.ValueAsync(Token)).Generation.ShouldBe(held.Generation);
        Wecom.Calls(Token).ShouldBe(2);
    }

    [Fact]
    public async Task A_refused_report_does_not_keep_the_value_from_being_replaced_when_it_dies()
    {
        var node = await StartNodeAsync();
        Wecom.Next(Token, FakeWecom.Value("same", 2));
        Wecom.Next(Token, FakeWecom.Value("same", 1.9));
        var held = await node.ValueAsync(Token);
        await node.RefusalAsync(Token, held.Generation);

        await Eventually.TrueAsync(
            async ct => (await node.GetAsync(Token, ct: ct)).Snapshot?.Generation > held.Generation,
            "the value is replaced at the end of its life",
            TimeSpan.FromSeconds(15)
        );
    }

    [Fact]
    public async Task A_report_refused_for_want_of_budget_does_not_keep_refreshes_ahead_of_time_from_the_part_that_is_theirs()
    {
        Wecom.Budgets = (key, cause) =>
            [new Budget($"test/{key}", cause == RefreshCause.Scheduled ? 2 : 1, TimeSpan.FromHours(1), BudgetRule.EveryAttempt)];
        var node = await StartNodeAsync();
        Wecom.Next(Token, FakeWecom.Value("first", 6));
        var held = await node.ValueAsync(Token);
        (await node.RefusalAsync(Token, held.Generation)).Reason.ShouldBe(UnavailableReason.BudgetExhausted);

        await Eventually.TrueAsync(
            async ct => (await node.GetAsync(Token, ct: ct)).Snapshot?.Generation > held.Generation,
            "the value is refreshed ahead of time",
            TimeSpan.FromSeconds(20)
        );
        node.Events.Fetches.Last().Cause.ShouldBe(RefreshCause.Scheduled);
    }

    [Fact]
    public async Task A_report_about_a_predecessor_does_not_count_as_forced_when_the_value_is_at_its_end_anyway()
    {
        var node = await StartNodeAsync();
        var first = await node.ValueAsync(Token);
        await AgeAsync(Token, -1);
        await SetAsync(Token, "forced_at = clock_timestamp()");
        node.Adopt(await ReadAsync(Token));

        await node.ValueAsync(Token, new Generation(first.Generation.Value - 1));
        Wecom.Calls(Token).ShouldBe(2);
    }
}
