using WecomPlatform.Testing;

namespace WecomPlatform.Tests.Owners;

/// <summary>WeCom may return the same value with less life.</summary>
public abstract class SameValueContract(OwnersDatabase database, IOwnersEngine engine) : OwnersContract(database, engine)
{
    [Fact]
    public async Task The_same_value_keeps_its_number_its_age_and_its_end()
    {
        var node = await StartNodeAsync();
        Wecom.Next(Token, FakeWecom.Value("same"));
        var first = await node.ValueAsync(Token);
        await AgedAsync(node, 600);
        Wecom.Next(Token, FakeWecom.Value("same", 600));
        await node.ValueAsync(Token);
        await Eventually.TrueAsync(async _ => (await ReadAsync(Token)).Confirmations == 1, "the value is confirmed");

        var row = await ReadAsync(Token);
        row.Generation.ShouldBe(first.Generation);
        row.Lifetime.ShouldBe(TimeSpan.FromHours(2));
        row.Remaining.ShouldBeInRange(TimeSpan.FromSeconds(580), TimeSpan.FromSeconds(600));
        row.Age.ShouldBeGreaterThan(TimeSpan.FromSeconds(6500));
    }

    [Fact]
    public async Task A_clearly_different_end_of_the_same_value_is_believed()
    {
        var node = await StartNodeAsync();
        Wecom.Next(Token, FakeWecom.Value("same"));
        await node.ValueAsync(Token);
        await AgedAsync(node, 600);
        Wecom.Next(Token, FakeWecom.Value("same", 100));
        await node.ValueAsync(Token);
        await Eventually.TrueAsync(async _ => (await ReadAsync(Token)).Confirmations == 1, "the value is confirmed");

        (await ReadAsync(Token)).Remaining.ShouldBeInRange(TimeSpan.FromSeconds(80), TimeSpan.FromSeconds(100));
    }

    [Fact]
    public async Task A_value_whose_write_was_lost_gets_a_number_of_its_own_when_it_is_returned_again()
    {
        var end = DateTimeOffset.UtcNow.AddSeconds(3);
        Wecom.Judge = (key, _) => key == Token ? FakeWecom.Value("same", (end - DateTimeOffset.UtcNow).TotalSeconds) : null;
        var node = await StartNodeAsync();
        var held = await node.ValueAsync(Token);

        // As after a failover to a standby that lacks the last commit.
        await SetAsync(Token, $"generation = {held.Generation.Value - 1}, expires_at = clock_timestamp()");
        await Eventually.TrueAsync(
            async _ => (await node.ValueAsync(Token)).Generation > held.Generation,
            "the value is refreshed ahead of its end",
            TimeSpan.FromSeconds(10)
        );

        (await ReadAsync(Token)).Generation.ShouldBeGreaterThan(held.Generation);
        Wecom.Calls(Token).ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public async Task There_are_three_early_attempts_at_most_and_one_at_the_edge()
    {
        var node = await StartNodeAsync();
        Wecom.Next(Token, FakeWecom.Value("same"));
        var first = await node.ValueAsync(Token);
        double[] moments = [1199, 900, 599, 400, 299, 200, 30];
        foreach (var left in moments)
        {
            var before = Wecom.Calls(Token);
            var isDue = left is 1199 or 599 or 299;
            Wecom.Next(Token, FakeWecom.Value("same", left));
            await AgedAsync(node, left);
            (await node.ValueAsync(Token)).Generation.ShouldBe(first.Generation);
            await Eventually.TrueAsync(() => Wecom.Calls(Token) == before + (isDue ? 1 : 0), $"the attempt with {left} s left");
            await Eventually.TrueAsync(async _ => (await ReadAsync(Token)).Lease == TimeSpan.Zero, "it is over");
            if (!isDue)
            {
                // What was laid out for it must not answer the next one.
                Wecom.Forget(Token);
            }
        }

        Wecom.Calls(Token).ShouldBe(4);
        await AgedAsync(node, -1);
        (await node.ValueAsync(Token)).Generation.ShouldBeGreaterThan(first.Generation);
        Wecom.Calls(Token).ShouldBe(5);
    }

    [Fact]
    public async Task At_the_very_end_of_a_life_the_old_value_is_not_taken_for_a_new_one()
    {
        var node = await StartNodeAsync();
        Wecom.Next(Token, FakeWecom.Value("same"));
        var first = await node.ValueAsync(Token);
        await AgedAsync(node, -1);
        Wecom.Next(Token, FakeWecom.Value("same", 0.5));
        Wecom.Next(Token, FakeWecom.Value("new"));

        var next = await node.ValueAsync(Token);
        next.Value.Reveal().ShouldBe("new");
        next.Generation.ShouldBeGreaterThan(first.Generation);
        Wecom.Calls(Token).ShouldBe(3);
    }

    [Fact]
    public async Task A_first_value_that_arrives_dead_is_not_handed_out()
    {
        var node = await StartNodeAsync();
        Wecom.Next(Token, FakeWecom.Value("dying elsewhere", 0));
        Wecom.Next(Token, FakeWecom.Value("new"));

        (await node.ValueAsync(Token)).Value.Reveal().ShouldBe("new");
    }

    private async Task AgedAsync(OwnersNode node, double left)
    {
        await AgeAsync(Token, left);
        node.Adopt(await ReadAsync(Token));
    }
}
