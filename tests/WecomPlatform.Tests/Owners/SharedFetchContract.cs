using System.Diagnostics;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Testing;

namespace WecomPlatform.Tests.Owners;

/// <summary>Callers of one credential, wherever they are, share one fetch.</summary>
public abstract class SharedFetchContract(OwnersDatabase database, IOwnersEngine engine) : OwnersContract(database, engine)
{
    [Fact]
    public async Task Five_hundred_callers_on_each_of_two_nodes_cause_one_call()
    {
        OwnersNode[] nodes = [await StartNodeAsync("a"), await StartNodeAsync("b")];
        var call = Wecom.Hold(Token);
        var asked = Enumerable.Range(0, 1000).Select(n => nodes[n % 2].ValueAsync(Token)).ToList();
        await call.Begun;
        call.Answer(FakeWecom.Value("shared"));
        var values = await Task.WhenAll(asked);

        Wecom.Calls(Token).ShouldBe(1);
        values.ShouldAllBe(value => value.Value.Reveal() == "shared");
        values.Select(value => value.Generation).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_failure_is_told_to_all_who_wait_and_remembered_on_every_node()
    {
        OwnersNode[] nodes = [await StartNodeAsync("a"), await StartNodeAsync("b")];
        var call = Wecom.Hold(Token);
        var asked = Enumerable.Range(0, 200).Select(n => nodes[n % 2].RefusalAsync(Token)).ToList();
        await call.Begun;
        call.Answer(FakeWecom.Failure(UnavailableReason.UpstreamLimited, 3600, 45009));

        foreach (var why in (await Task.WhenAll(asked)).Append(await (await StartNodeAsync("c")).RefusalAsync(Token)))
        {
            why.Reason.ShouldBe(UnavailableReason.UpstreamLimited);
            why.UpstreamCode.ShouldBe(45009);
            why.RetryIn.ShouldBeInRange(TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(60));
        }

        Wecom.Calls(Token).ShouldBe(1);
    }

    [Fact]
    public async Task When_the_wait_after_a_failure_is_over_weCom_is_asked_again_and_success_wipes_the_slate()
    {
        var node = await StartNodeAsync();
        Wecom.Next(Token, FakeWecom.Failure(seconds: 3600));
        await node.RefusalAsync(Token);
        await SetAsync(Token, "retry_at = clock_timestamp()");
        node.Adopt(await ReadAsync(Token));

        await node.ValueAsync(Token);
        var row = await ReadAsync(Token);
        row.Failures.ShouldBe(0);
        row.Failure.ShouldBeNull();
        Wecom.Calls(Token).ShouldBe(2);
    }

    [Fact]
    public async Task Repeated_failures_are_counted_and_backed_off()
    {
        var node = await StartNodeAsync();
        for (var n = 1; n <= 3; n++)
        {
            Wecom.Next(Token, FakeWecom.Failure());
            await node.RefusalAsync(Token);
            (await ReadAsync(Token)).Failures.ShouldBe(n);
            await SetAsync(Token, "retry_at = clock_timestamp()");
            node.Adopt(await ReadAsync(Token));
        }

        Wecom.Next(Token, FakeWecom.Failure());
        (await node.RefusalAsync(Token)).RetryIn.ShouldBeInRange(Policy.BackoffMin * 5, Policy.BackoffMin * 8);
    }

    [Fact]
    public async Task A_caller_that_gives_up_ends_its_own_wait_and_nobody_elses()
    {
        var node = await StartNodeAsync();
        var call = Wecom.Hold(Token);
        using var cancel = new CancellationTokenSource();
        var impatient = node.GetAsync(Token, default, cancel.Token);
        await call.Begun;
        var patient = node.ValueAsync(Token);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => impatient);

        patient.IsCompleted.ShouldBeFalse();
        call.Answer(FakeWecom.Value("kept"));
        (await patient).Value.Reveal().ShouldBe("kept");
        Wecom.Calls(Token).ShouldBe(1);
    }

    [Fact]
    public async Task A_refresh_ahead_of_time_makes_nobody_wait()
    {
        var node = await StartNodeAsync();
        var first = await node.ValueAsync(Token);
        await AgeAsync(Token, 600);
        node.Adopt(await ReadAsync(Token));
        var call = Wecom.Hold(Token);

        (await node.ValueAsync(Token)).Generation.ShouldBe(first.Generation);
        await call.Begun;
        (await node.ValueAsync(Token)).Generation.ShouldBe(first.Generation);
        call.Answer(FakeWecom.Value("second"));
        await Eventually.TrueAsync(
            async _ => (await node.ValueAsync(Token)).Generation > first.Generation,
            "the refreshed value is served"
        );
        node.Cache.Peek(Token)!.Value.Reveal().ShouldBe("second");
        Wecom.Calls(Token).ShouldBe(2);
    }

    [Fact]
    public async Task Near_its_end_a_value_is_refreshed_while_callers_wait()
    {
        var node = await StartNodeAsync();
        var first = await node.ValueAsync(Token);
        await AgeAsync(Token, 30);
        node.Adopt(await ReadAsync(Token));

        (await node.ValueAsync(Token)).Generation.ShouldBeGreaterThan(first.Generation);
    }

    [Fact]
    public async Task A_node_that_stood_still_before_it_took_a_row_in_counts_that_time_off_the_life()
    {
        var node = await StartNodeAsync();
        var first = await node.ValueAsync(Token);
        await AgeAsync(Token, 0.5);
        var row = await ReadAsync(Token);
        await Eventually.TrueAsync(async _ => (await ReadAsync(Token)).Remaining < TimeSpan.Zero, "the life has ended");
        node.Adopt(row);

        (await node.ValueAsync(Token)).Generation.ShouldBeGreaterThan(first.Generation);
        Wecom.Calls(Token).ShouldBe(2);
    }

    [Fact]
    public async Task Near_its_end_a_value_may_use_the_budget_that_is_kept_for_refreshes_ahead_of_time()
    {
        Wecom.Budgets = (key, cause) =>
            [new Budget($"test/{key}", cause == RefreshCause.Scheduled ? 2 : 1, TimeSpan.FromHours(1), BudgetRule.EveryAttempt)];
        var node = await StartNodeAsync();
        var first = await node.ValueAsync(Token);
        await AgeAsync(Token, 30);
        node.Adopt(await ReadAsync(Token));

        (await node.ValueAsync(Token)).Generation.ShouldBeGreaterThan(first.Generation);
        node.Events.Fetches.Select(fetch => fetch.Cause).ShouldBe([RefreshCause.Demanded, RefreshCause.Scheduled]);
    }

    [Fact]
    public async Task A_hanging_weCom_costs_callers_their_patience_and_not_the_answer()
    {
        Policy.MandatoryPatience = TimeSpan.FromMilliseconds(200);
        var node = await StartNodeAsync();
        var first = await node.ValueAsync(Token);
        await AgeAsync(Token, 30);
        node.Adopt(await ReadAsync(Token));
        var call = Wecom.Hold(Token);
        var watch = Stopwatch.StartNew();

        (await node.ValueAsync(Token)).Generation.ShouldBe(first.Generation);
        watch.Elapsed.ShouldBeInRange(TimeSpan.FromMilliseconds(150), TimeSpan.FromSeconds(5));
        call.Answer(FakeWecom.Failure());
    }

    [Fact]
    public async Task A_failing_weCom_does_not_take_away_a_value_that_lives()
    {
        var node = await StartNodeAsync();
        var first = await node.ValueAsync(Token);
        await AgeAsync(Token, 30);
        node.Adopt(await ReadAsync(Token));
        Wecom.Next(Token, FakeWecom.Failure());

        (await node.ValueAsync(Token)).Generation.ShouldBe(first.Generation);
        (await node.ValueAsync(Token)).Generation.ShouldBe(first.Generation);
        Wecom.Calls(Token).ShouldBe(2);
    }

    [Fact]
    public async Task News_of_the_other_nodes_value_ends_the_wait_at_once()
    {
        var a = await StartNodeAsync("a");
        var rows = new ShakyRows(Rows("b"));
        var b = await StartNodeAsync("b", rows);
        var call = Wecom.Hold(Token);
        var first = a.ValueAsync(Token);
        await call.Begun;
        var second = b.ValueAsync(Token);
        await Eventually.TrueAsync(() => rows.Reads >= 1, "b waits");
        call.Answer(FakeWecom.Value("x"));
        await first;
        b.Adopt(await ReadAsync(Token));

        (await second).Value.Reveal().ShouldBe("x");
        rows.Reads.ShouldBeLessThanOrEqualTo(3);
    }
}
