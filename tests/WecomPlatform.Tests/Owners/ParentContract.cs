using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Source;

namespace WecomPlatform.Tests.Owners;

/// <summary>A ticket is fetched with a token.</summary>
public abstract class ParentContract(OwnersDatabase database, IOwnersEngine engine) : OwnersContract(database, engine)
{
    [Fact]
    public async Task A_ticket_is_fetched_with_its_apps_token_which_both_tickets_share()
    {
        var node = await StartNodeAsync();
        var parents = new System.Collections.Concurrent.ConcurrentQueue<string?>();
        Wecom.Judge = (key, parent) =>
        {
            parents.Enqueue(parent?.Value.Reveal());
            return null;
        };

        await Task.WhenAll(node.ValueAsync(CorpTicket), node.ValueAsync(AgentTicket));
        Wecom.Calls(Token).ShouldBe(1);
        parents.ShouldBe([null, "AccessToken-1", "AccessToken-1"]);
    }

    [Fact]
    public async Task A_dead_token_is_refreshed_once_and_the_ticket_asked_for_once_more()
    {
        var node = await StartNodeAsync();
        RejectToken("AccessToken-1");

        (await node.ValueAsync(CorpTicket)).Value.Reveal().ShouldBe("CorpTicket-2");
        Wecom.Calls(Token).ShouldBe(2);
        Wecom.Calls(CorpTicket).ShouldBe(2);
    }

    [Fact]
    public async Task While_a_dead_token_is_refreshed_no_other_node_asks_for_the_ticket_with_it()
    {
        var (a, b) = (await StartNodeAsync("a"), await StartNodeAsync("b"));
        await a.ValueAsync(Token);
        b.Adopt(await ReadAsync(Token));
        RejectToken("AccessToken-1");
        var refresh = Wecom.Hold(Token);
        var asked = new[] { a.ValueAsync(CorpTicket), b.ValueAsync(CorpTicket) };
        await refresh.Begun;

        (await ReadAsync(CorpTicket)).Lease.ShouldBeGreaterThan(TimeSpan.Zero);
        Wecom.Calls(CorpTicket).ShouldBe(1);
        refresh.Answer(FakeWecom.Value("living"));
        await Task.WhenAll(asked);
        Wecom.Calls(CorpTicket).ShouldBe(2);
        Wecom.Calls(Token).ShouldBe(2);
    }

    [Fact]
    public async Task Who_was_not_told_of_a_new_token_learns_of_it_before_it_asks_with_the_dead_one()
    {
        var (a, b) = (await StartNodeAsync("a"), await StartNodeAsync("b"));
        await a.ValueAsync(Token);
        await b.ValueAsync(Token);
        RejectToken("AccessToken-1");
        await a.ValueAsync(CorpTicket);

        await b.ValueAsync(AgentTicket);
        Wecom.Calls(AgentTicket).ShouldBe(1);
        Wecom.Calls(Token).ShouldBe(2);
    }

    [Fact]
    public async Task A_ticket_reported_dead_whose_token_died_too_is_fetched_all_the_same()
    {
        var node = await StartNodeAsync();
        var ticket = await node.ValueAsync(CorpTicket);
        await SetAsync(Token, "fetched_at = fetched_at - interval '10 minutes'");
        node.Adopt(await ReadAsync(Token));
        RejectToken("AccessToken-1");

        (await node.ValueAsync(CorpTicket, ticket.Generation)).Generation.ShouldBeGreaterThan(ticket.Generation);
        Wecom.Calls(Token).ShouldBe(2);
    }

    [Fact]
    public async Task A_token_that_stays_dead_is_refreshed_once_and_the_failure_remembered()
    {
        var node = await StartNodeAsync();
        Wecom.Judge = (key, _) => key == CorpTicket ? FetchResult.ParentDead(40014) : null;

        var why = await node.RefusalAsync(CorpTicket);
        why.Reason.ShouldBe(UnavailableReason.UpstreamUnavailable);
        why.UpstreamCode.ShouldBe(40014);
        await node.RefusalAsync(CorpTicket);
        Wecom.Calls(Token).ShouldBe(2);
        Wecom.Calls(CorpTicket).ShouldBe(2);
    }

    [Fact]
    public async Task A_young_token_that_works_for_one_ticket_is_not_condemned_by_the_other()
    {
        var node = await StartNodeAsync();
        await node.ValueAsync(CorpTicket);
        Wecom.Judge = (key, _) => key == AgentTicket ? FetchResult.ParentDead(42001) : null;

        (await node.RefusalAsync(AgentTicket)).UpstreamCode.ShouldBe(42001);
        Wecom.Calls(Token).ShouldBe(1);
        Wecom.Calls(AgentTicket).ShouldBe(1);
    }

    [Fact]
    public async Task An_old_token_is_condemned_though_it_worked_for_the_other_ticket()
    {
        var node = await StartNodeAsync();
        await node.ValueAsync(CorpTicket);
        await SetAsync(Token, "fetched_at = fetched_at - interval '10 minutes'");
        node.Adopt(await ReadAsync(Token));
        Wecom.Judge = (key, parent) =>
            key == AgentTicket && parent!.Value.Reveal() == "AccessToken-1" ? FetchResult.ParentDead(42001) : null;

        await node.ValueAsync(AgentTicket);
        Wecom.Calls(Token).ShouldBe(2);
    }

    [Fact]
    public async Task A_ticket_is_not_asked_for_when_its_token_cannot_be_had()
    {
        var node = await StartNodeAsync();
        Wecom.Next(Token, FakeWecom.Failure(UnavailableReason.SecretRejected, code: 40001));

        var why = await node.RefusalAsync(CorpTicket);
        why.Reason.ShouldBe(UnavailableReason.SecretRejected);
        why.UpstreamCode.ShouldBe(40001);
        await node.RefusalAsync(CorpTicket);
        Wecom.Calls(CorpTicket).ShouldBe(0);
        Wecom.Calls(Token).ShouldBe(1);
    }

    private void RejectToken(string token) =>
        Wecom.Judge = (key, parent) => key.Parent is not null && parent!.Value.Reveal() == token ? FetchResult.ParentDead(42001) : null;
}
