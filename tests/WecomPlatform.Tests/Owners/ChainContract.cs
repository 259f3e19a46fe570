using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Source;

namespace WecomPlatform.Tests.Owners;

/// <summary>A suite's chain: what WeCom pushes, the suite's token, the corps' tokens, their tickets.</summary>
public abstract class ChainContract : OwnersContract
{
    private static readonly SuiteId s_suite = SuiteId.Parse("ww1111111111111111");
    private static readonly SuiteId s_template = SuiteId.Parse("dk2222222222222222");

    protected ChainContract(OwnersDatabase database, IOwnersEngine engine)
        : base(database, engine)
    {
        SuiteTicket = CredentialKey.SuiteTicket(Token.Tenant, s_suite);
        SuiteToken = CredentialKey.SuiteAccessToken(Token.Tenant, s_suite);
    }

    private CredentialKey SuiteTicket { get; }

    private CredentialKey SuiteToken { get; }

    [Fact]
    public async Task A_ticket_begins_with_the_pushed_suite_ticket_and_each_link_is_fetched_once_for_all_corps_and_nodes()
    {
        var (a, b) = (await StartNodeAsync("a"), await StartNodeAsync("b"));
        await PushAsync(a, "pushed");
        var parents = new System.Collections.Concurrent.ConcurrentDictionary<CredentialKey, string?>();
        Wecom.Judge = (key, parent) =>
        {
            parents[key] = parent?.Value.Reveal();
            return null;
        };

        var corps = Enumerable.Range(0, 20).Select(Corp).ToList();
        await Task.WhenAll(
            corps.SelectMany(corp =>
                new[] { a, b }.SelectMany(node => new[] { Ticket(corp), Login }.Select(async key => await node.ValueAsync(key)))
            )
        );

        Wecom.Calls(SuiteToken).ShouldBe(1);
        Wecom.Calls(Login).ShouldBe(1);
        corps.ShouldAllBe(corp => Wecom.Calls(Ticket(corp)) == 1 && Wecom.Calls(AccessToken(corp)) == 1);
        parents[SuiteToken].ShouldBe("pushed");
        parents[AccessToken(corps[0])].ShouldBe("SuiteAccessToken-1");
        parents[Login].ShouldBe("SuiteAccessToken-1");
        parents[Ticket(corps[0])].ShouldBe("AccessToken-1");
    }

    [Fact]
    public async Task A_customised_apps_token_needs_no_suite_ticket()
    {
        var node = await StartNodeAsync();
        await node.ValueAsync(CredentialKey.AgentTicket(Token.Tenant, Corp(1), s_template));
        Wecom.Calls(SuiteToken).ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_suite_ticket_it_is_said_so_and_nothing_is_called_until_one_is_pushed()
    {
        var (a, b) = (await StartNodeAsync("a"), await StartNodeAsync("b"));
        (await a.RefusalAsync(Ticket(Corp(1)))).Reason.ShouldBe(UnavailableReason.SuiteTicketMissing);
        Wecom.Calls(SuiteToken).ShouldBe(0);

        await PushAsync(b, "pushed");
        a.Adopt(await ReadAsync(SuiteTicket));
        await Eventually(async () => (await a.GetAsync(Ticket(Corp(1)))).IsAvailable);
        Wecom.Calls(SuiteToken).ShouldBe(1);
    }

    [Fact]
    public async Task A_suite_ticket_that_wecom_no_longer_takes_is_waited_for_and_the_next_push_ends_the_wait()
    {
        var (a, b) = (await StartNodeAsync("a"), await StartNodeAsync("b"));
        await PushAsync(a, "old");
        Wecom.Judge = (key, parent) =>
            key == SuiteToken && parent!.Value.Reveal() == "old" ? FetchResult.ParentDead(40085, ParentBlame.Certain) : null;

        (await a.RefusalAsync(AccessToken(Corp(1)))).Reason.ShouldBe(UnavailableReason.SuiteTicketMissing);
        (await b.RefusalAsync(AccessToken(Corp(2)))).Reason.ShouldBe(UnavailableReason.SuiteTicketMissing);
        Wecom.Calls(SuiteToken).ShouldBe(1);

        await PushAsync(b, "new");
        (await b.ValueAsync(SuiteToken)).ShouldNotBeNull();
        a.Adopt(await ReadAsync(SuiteTicket));
        a.Adopt(await ReadAsync(SuiteToken));
        await Eventually(async () => (await a.GetAsync(AccessToken(Corp(1)))).IsAvailable);
        Wecom.Calls(SuiteToken).ShouldBe(2);
    }

    [Fact]
    public async Task A_newer_suite_ticket_that_this_node_has_not_heard_of_is_used_at_once()
    {
        var (a, b) = (await StartNodeAsync("a"), await StartNodeAsync("b"));
        await PushAsync(a, "old");
        await a.ValueAsync(SuiteToken);
        await PushAsync(b, "new");
        Wecom.Judge = (key, parent) =>
            key == SuiteToken && parent!.Value.Reveal() == "old" ? FetchResult.ParentDead(40085, ParentBlame.Certain) : null;
        await AgeAsync(SuiteToken, -1);
        a.Adopt(await ReadAsync(SuiteToken));

        (await a.ValueAsync(SuiteToken)).ShouldNotBeNull();
        Wecom.Calls(SuiteToken).ShouldBe(2);
    }

    [Fact]
    public async Task In_whatever_order_suite_tickets_arrive_the_newest_stays_and_suites_do_not_mix()
    {
        OwnersNode[] nodes = [await StartNodeAsync("a"), await StartNodeAsync("b")];
        var other = CredentialKey.SuiteTicket(Token.Tenant, SuiteId.Parse("ww3333333333333333"));
#pragma warning disable CA5394 // Any order will do.
        var order = Enumerable.Range(1, 50).ToArray();
        new Random(7).Shuffle(order);
#pragma warning restore CA5394
        await Task.WhenAll(order.Select(i => PushAsync(nodes[i % 2], $"ticket-{i}", issuedAt: i)));
        await PushAsync(nodes[0], "others", issuedAt: 99, of: other);

        (await ReadAsync(SuiteTicket)).Value!.Reveal().ShouldBe("ticket-50");
        (await ReadAsync(other)).Value!.Reveal().ShouldBe("others");
        foreach (var node in nodes)
        {
            node.Adopt(await ReadAsync(SuiteTicket));
            (await node.ValueAsync(SuiteTicket)).Value.Reveal().ShouldBe("ticket-50");
        }
    }

    [Fact]
    public async Task An_expired_suite_token_costs_one_more_however_many_corps_meet_it()
    {
        var (a, b) = (await StartNodeAsync("a"), await StartNodeAsync("b"));
        await PushAsync(a, "pushed");
        b.Adopt(await ReadAsync(SuiteTicket));
        await a.ValueAsync(SuiteToken);
        Wecom.Judge = (key, parent) =>
            key.Parent == SuiteToken && parent!.Value.Reveal() == "SuiteAccessToken-1"
                ? FetchResult.ParentDead(42009, ParentBlame.Certain)
                : null;

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => (i % 2 == 0 ? a : b).ValueAsync(AccessToken(Corp(i)))));
        Wecom.Calls(SuiteToken).ShouldBe(2);
    }

    [Fact]
    public async Task A_thousand_cancelled_corps_do_not_make_the_suite_token_look_dead()
    {
        var node = await StartNodeAsync();
        await PushAsync(node, "pushed");
        Wecom.Judge = (key, _) =>
            key.Kind == CredentialKind.AccessToken && key.Corp != Corp(0) ? FetchResult.ParentDead(40082, ParentBlame.Doubtful) : null;
        Wecom.OwnFault = (_, _) => new Unavailable(UnavailableReason.AuthorizationCancelled, TimeSpan.Zero, 40082);
        await node.ValueAsync(AccessToken(Corp(0)));

        foreach (var corps in Enumerable.Range(1, 1000).Chunk(50))
        {
            var refusals = await Task.WhenAll(corps.Select(i => node.RefusalAsync(AccessToken(Corp(i)))));
            refusals.ShouldAllBe(why => why.Reason == UnavailableReason.AuthorizationCancelled);
        }

        await node.RefusalAsync(AccessToken(Corp(1)));
        Wecom.Calls(SuiteToken).ShouldBe(1);
        Wecom.ParentsAskedAbout.ShouldBe(1000);
    }

    [Fact]
    public async Task A_suite_token_that_is_dead_indeed_is_refreshed_though_the_answer_was_doubtful()
    {
        var node = await StartNodeAsync();
        await PushAsync(node, "pushed");
        Wecom.Judge = (key, parent) =>
            key.Parent == SuiteToken && parent!.Value.Reveal() == "SuiteAccessToken-1"
                ? FetchResult.ParentDead(40082, ParentBlame.Doubtful)
                : null;

        await node.ValueAsync(AccessToken(Corp(1)));
        Wecom.Calls(SuiteToken).ShouldBe(2);
    }

    private CredentialKey Login => CredentialKey.SuiteLoginTicket(Token.Tenant, s_suite);

    private CredentialKey AccessToken(CorpId corp) => CredentialKey.AccessToken(Token.Tenant, corp, s_suite);

    private CredentialKey Ticket(CorpId corp) => CredentialKey.AgentTicket(Token.Tenant, corp, s_suite);

    private static CorpId Corp(int number) => CorpId.Parse($"wp{number:0000}");

    private static Task Eventually(Func<Task<bool>> check) =>
        WecomPlatform.Testing.Eventually.TrueAsync(async _ => await check(), "it becomes true");

    private async Task PushAsync(OwnersNode node, string value, long issuedAt = 0, CredentialKey? of = null) =>
        await node.Owners.PushAsync(
            of ?? SuiteTicket,
            new FetchedValue(new Secret(value), TimeSpan.FromMinutes(30), TimeProvider.System.GetTimestamp(), TimeSpan.Zero)
            {
                IssuedAt = DateTimeOffset.FromUnixTimeSeconds((issuedAt == 0 ? ++_pushes : issuedAt) + 1_700_000_000),
            },
            CancellationToken.None
        );

    private int _pushes;
}
