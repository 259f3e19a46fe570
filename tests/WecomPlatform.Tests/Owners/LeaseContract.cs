using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Testing;

namespace WecomPlatform.Tests.Owners;

/// <summary>The row's lease and fence: no node overwrites another.</summary>
public abstract class LeaseContract(OwnersDatabase database, IOwnersEngine engine) : OwnersContract(database, engine)
{
    [Fact]
    public async Task A_holder_whose_lease_was_taken_over_writes_nothing_and_gets_the_newer_value()
    {
        var (a, b) = (await StartNodeAsync("a"), await StartNodeAsync("b"));
        var stale = Wecom.Hold(Token);
        var late = a.ValueAsync(Token);
        await stale.Begun;
        await SetAsync(Token, "lease_until = '-infinity'");
        Wecom.Next(Token, FakeWecom.Value("newer"));
        var taken = await b.ValueAsync(Token);
        stale.Answer(FakeWecom.Value("older"));

        (await late).Value.Reveal().ShouldBe("newer");
        (await ReadAsync(Token)).Value!.Reveal().ShouldBe("newer");
        (await ReadAsync(Token)).Generation.ShouldBe(taken.Generation);
        // Whoever asked may have been answered by another owner than the one that was fenced out.
        await Eventually.TrueAsync(() => a.Events.FencedOuts.Contains(Token), "the late answer was fenced out");
        Wecom.Calls(Token).ShouldBe(2);
    }

    [Fact]
    public async Task A_value_fetched_at_a_primary_that_is_behind_counts_as_newer_than_the_one_that_was_lost()
    {
        var node = await StartNodeAsync();
        var kept = await node.ValueAsync(Token);
        // The lost commit: its number came from a clock that was an hour ahead of this one.
        await SetAsync(Token, "generation = generation + 3600000000, expires_at = clock_timestamp() + interval '1 second'");
        var lost = (await ReadAsync(Token)).Generation;
        node.Adopt(await ReadAsync(Token));
        await SetAsync(Token, $"generation = {kept.Generation}, expires_at = clock_timestamp()");
        await Eventually.TrueAsync(
            async _ => (await node.ValueAsync(Token)).Generation != lost,
            "the node fetches at the end of the life that it holds"
        );

        var fetched = await node.ValueAsync(Token);
        fetched.Generation.ShouldBeGreaterThan(lost);
        (await ReadAsync(Token)).Generation.ShouldBe(fetched.Generation);
        node.Cache.Peek(Token)!.Generation.ShouldBe(fetched.Generation);
        Wecom.Calls(Token).ShouldBe(2);

        await SetAsync(Token, $"generation = {kept.Generation}");
        var pushed = await node.Owners.PushAsync(Token, Fetched("pushed"), CancellationToken.None);
        pushed!.Value.Reveal().ShouldBe("pushed");
        pushed.Generation.ShouldBeGreaterThan(fetched.Generation);
    }

    [Fact]
    public async Task A_stale_holders_failure_is_not_remembered_either()
    {
        var (a, b) = (await StartNodeAsync("a"), await StartNodeAsync("b"));
        var stale = Wecom.Hold(Token);
        var late = a.ValueAsync(Token);
        await stale.Begun;
        await SetAsync(Token, "lease_until = '-infinity'");
        await b.ValueAsync(Token);
        stale.Answer(FakeWecom.Failure(UnavailableReason.SecretRejected));

        await late;
        (await ReadAsync(Token)).Failure.ShouldBeNull();
    }

    [Fact]
    public async Task When_a_holder_died_another_node_takes_over_as_soon_as_the_lease_ends()
    {
        Policy.Lease = TimeSpan.FromSeconds(1);
        Policy.FetchTimeout = TimeSpan.FromMilliseconds(500);
        var dead = await Rows("dead").TryTakeAsync(new CredentialRow(Token), RefreshCause.Demanded, [], CancellationToken.None);
        dead.Permit.ShouldNotBeNull();
        (await ReadAsync(Token)).Lease.ShouldBeGreaterThan(TimeSpan.Zero);
        var survivor = await StartNodeAsync("b");

        await survivor.ValueAsync(Token);
        (await Rows("dead").TryWriteAsync(dead.Permit, Fetched("ghost"), false, Generation.None, CancellationToken.None)).ShouldBeNull();
        (await ReadAsync(Token)).Value!.Reveal().ShouldNotBe("ghost");
    }

    [Fact]
    public async Task Who_read_the_row_before_an_attempt_that_came_and_went_has_to_look_again()
    {
        var read = await ReadAsync(Token);
        var other = await Rows("a").TryTakeAsync(read, RefreshCause.Demanded, [], CancellationToken.None);
        (await Rows("a").TryReleaseAsync(other.Permit.ShouldNotBeNull(), null, CancellationToken.None)).ShouldBeTrue();

        var late = await Rows("b").TryTakeAsync(read, RefreshCause.Demanded, [], CancellationToken.None);
        (late.Permit, late.Refusal).ShouldBe((null, null));
        var looked = await Rows("b").TryTakeAsync(await ReadAsync(Token), RefreshCause.Demanded, [], CancellationToken.None);
        looked.Permit.ShouldNotBeNull();
    }

    [Fact]
    public async Task While_another_node_refreshes_ahead_of_time_callers_go_on_and_nobody_calls_twice()
    {
        var (a, b) = (await StartNodeAsync("a"), await StartNodeAsync("b"));
        var first = await a.ValueAsync(Token);
        await AgeAsync(Token, 600);
        a.Adopt(await ReadAsync(Token));
        var call = Wecom.Hold(Token);
        await a.ValueAsync(Token);
        await call.Begun;

        (await b.ValueAsync(Token)).Generation.ShouldBe(first.Generation);
        (await b.ValueAsync(Token)).Generation.ShouldBe(first.Generation);
        Wecom.Calls(Token).ShouldBe(2);
        call.Answer(FakeWecom.Value("second"));
    }

    [Fact]
    public async Task A_node_that_stops_waits_for_the_answer_it_asked_for_and_writes_it()
    {
        var node = await StartNodeAsync();
        var call = Wecom.Hold(Token);
        var asked = node.GetAsync(Token);
        await call.Begun;
        var stopping = node.StopAsync();
        stopping.IsCompleted.ShouldBeFalse();
        call.Answer(FakeWecom.Value("paid for"));
        await stopping.WaitAsync(TimeSpan.FromSeconds(20));

        (await ReadAsync(Token)).Value!.Reveal().ShouldBe("paid for");
        (await asked).IsAvailable.ShouldBeTrue();
    }

    [Fact]
    public async Task A_node_that_stops_leaves_no_lease_behind_when_the_attempt_fails()
    {
        var node = await StartNodeAsync();
        var call = Wecom.Hold(Token);
        var asked = node.GetAsync(Token);
        await call.Begun;
        var stopping = node.StopAsync();
        call.Answer(FakeWecom.Failure(UnavailableReason.SecretRejected));
        await stopping.WaitAsync(TimeSpan.FromSeconds(20));
        await asked;

        var row = await ReadAsync(Token);
        row.Lease.ShouldBe(TimeSpan.Zero);
        row.Failure!.Reason.ShouldBe(UnavailableReason.SecretRejected);
    }

    [Fact]
    public async Task An_attempt_that_breaks_leaves_no_lease_behind()
    {
        var node = await StartNodeAsync();
        Wecom.Judge = (_, _) => throw new InvalidOperationException("broken");
        (await node.RefusalAsync(Token)).Reason.ShouldBe(UnavailableReason.StoreUnavailable);

        (await ReadAsync(Token)).Lease.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task An_erased_credential_is_withdrawn_and_its_number_goes_on_growing()
    {
        var node = await StartNodeAsync();
        var first = await node.ValueAsync(Token);
        var before = await ReadAsync(Token);
        await EraseAsync();
        var erased = await ReadAsync(Token);
        erased.Value.ShouldBeNull();
        erased.Generation.ShouldBeGreaterThan(first.Generation);
        node.Adopt(erased);
        node.Adopt(before); // read before, told after
        node.Cache.Peek(Token).ShouldBeNull();

        Wecom.Unregistered[Token] = true;
        (await node.RefusalAsync(Token)).Reason.ShouldBe(UnavailableReason.AppUnknown);
        Wecom.Unregistered.Clear();
        (await node.ValueAsync(Token)).Generation.ShouldBeGreaterThan(erased.Generation);
    }

    [Fact]
    public async Task Erasing_fences_out_the_attempt_in_flight()
    {
        var node = await StartNodeAsync();
        var call = Wecom.Hold(Token);
        var asked = node.GetAsync(Token);
        await call.Begun;
        Wecom.Unregistered[Token] = true;
        await EraseAsync();
        call.Answer(FakeWecom.Value("of a deleted app"));

        (await asked).Why!.Reason.ShouldBe(UnavailableReason.AppUnknown);
        (await ReadAsync(Token)).Value.ShouldBeNull();
    }

    [Fact]
    public async Task A_pushed_value_fences_out_the_attempt_in_flight()
    {
        var node = await StartNodeAsync();
        var call = Wecom.Hold(Token);
        var asked = node.ValueAsync(Token);
        await call.Begun;
        var pushed = await node.Owners.PushAsync(Token, Fetched("pushed"), CancellationToken.None);
        call.Answer(FakeWecom.Value("late"));

        (await asked).Value.Reveal().ShouldBe("pushed");
        var row = await ReadAsync(Token);
        row.Value!.Reveal().ShouldBe("pushed");
        row.Generation.ShouldBe(pushed!.Generation);
        node.Events.FencedOuts.ShouldContain(Token);
    }

    [Fact]
    public async Task A_pushed_value_is_durable_and_served_by_all_nodes()
    {
        var (a, b) = (await StartNodeAsync("a"), await StartNodeAsync("b"));
        var old = await b.ValueAsync(Token);
        var pushed = await a.Owners.PushAsync(Token, Fetched("pushed"), CancellationToken.None);
        b.Adopt(await ReadAsync(Token));

        pushed!.Generation.ShouldBeGreaterThan(old.Generation);
        (await b.ValueAsync(Token)).Value.Reveal().ShouldBe("pushed");
        (await a.ValueAsync(Token)).Value.Reveal().ShouldBe("pushed");
        Wecom.Calls(Token).ShouldBe(1);
    }

    [Fact]
    public async Task A_cluster_that_refreshes_at_random_never_shows_a_number_twice_with_two_values()
    {
        OwnersNode[] nodes = [await StartNodeAsync("a"), await StartNodeAsync("b"), await StartNodeAsync("c")];
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<long, string>();
        await Task.WhenAll(
            nodes.Select(async node =>
            {
                var last = 0L;
                for (var n = 0; n < 15; n++)
                {
                    await SetAsync(Token, "forced_at = '-infinity', lease_until = '-infinity', retry_at = null");
                    if ((await node.GetAsync(Token, new Generation(last))).Snapshot is not { } value)
                    {
                        continue;
                    }

                    value.Generation.Value.ShouldBeGreaterThan(last);
                    last = value.Generation.Value;
                    seen.GetOrAdd(last, value.Value.Reveal()).ShouldBe(value.Value.Reveal());
                }
            })
        );

        seen.Values.Distinct().Count().ShouldBe(seen.Count);
    }

    private static FetchedValue Fetched(string text) =>
        new(new Secret(text), TimeSpan.FromHours(2), TimeProvider.System.GetTimestamp(), TimeSpan.Zero);

    private Task EraseAsync() =>
        Database.ExecuteAsync(
            "select credential_erase(@tenant, @corp, @app)",
            new
            {
                tenant = Token.Tenant.Value,
                corp = Token.Corp.Value,
                app = Token.App.ToString(),
            }
        );
}
