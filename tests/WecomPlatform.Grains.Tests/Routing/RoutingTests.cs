using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Grains.Routing;
using WecomPlatform.Grains.Tests.Owners;
using WecomPlatform.Grains.Tests.Silos;
using WecomPlatform.Tests.Owners;

namespace WecomPlatform.Grains.Tests.Routing;

[Collection(nameof(ThreeSilos))]
public sealed class RoutingTests : OwnersContract
{
    private readonly GrainEngine _engine;

    public RoutingTests(OwnersDatabase database, ThreeSilos silos)
        : this(database, new GrainEngine(silos.Cluster)) { }

    private RoutingTests(OwnersDatabase database, GrainEngine engine)
        : base(database, engine) => _engine = engine;

    [Fact]
    public void All_credentials_of_an_app_meet_on_one_grain_which_no_other_app_shares()
    {
        var routes = CredentialKey.OfApp(Token.Tenant, Token.Corp, Token.App).Select(key => GrainRoute.Of(key)).Distinct();
        routes.ShouldHaveSingleItem().ShouldNotBeNull();
        GrainRoute.Of(CredentialKey.AccessToken(TenantId.Parse("other"), Token.Corp, Token.App)).ShouldNotBe(GrainRoute.Of(Token));
    }

    [Fact]
    public async Task Callers_of_three_nodes_are_answered_by_the_grain_with_one_message_for_each_node()
    {
        OwnersNode[] nodes = [await StartNodeAsync("a"), await StartNodeAsync("b"), await StartNodeAsync("c")];
        var call = Wecom.Hold(Token);
        var asked = Enumerable.Range(0, 300).Select(n => nodes[n % 3].ValueAsync(Token)).ToList();
        await call.Begun;
        call.Answer(FakeWecom.Value("shared"));
        await Task.WhenAll(asked);

        _engine.Calls.FellBack.ShouldBe(0);
        _engine.Calls.Answered.ShouldBe(3);
        Wecom.Calls(Token).ShouldBe(1);
    }

    [Fact]
    public async Task A_silo_that_does_not_reach_the_database_keeps_no_other_node_from_it()
    {
        _ = await StartNodeAsync("cut off", new ShakyRows(Rows()) { IsDown = true });
        var node = await StartNodeAsync();
        // So many that some of their grains live on the silos that are cut off.
        for (var agent = 1; agent <= 20; agent++)
        {
            (await node.GetAsync(CredentialKey.AccessToken(Token.Tenant, Token.Corp, AgentId.Create(agent)))).IsAvailable.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task No_message_to_a_grain_or_from_one_holds_a_secret()
    {
        var (a, b) = (await StartNodeAsync("a"), await StartNodeAsync("b"));
        Wecom.Next(Token, FakeWecom.Value("very-secret-token"));
        Wecom.Next(CorpTicket, FakeWecom.Value("very-secret-ticket"));
        (await a.ValueAsync(CorpTicket)).Value.Reveal().ShouldBe("very-secret-ticket");
        (await b.ValueAsync(CorpTicket)).Value.Reveal().ShouldBe("very-secret-ticket");
        await a.Owners.ForgetAsync([Token, CorpTicket], CancellationToken.None);

        var messages = RecordedMessages.All;
        messages.ShouldContain(message => message.Contains(CorpTicket.ToString(), StringComparison.Ordinal));
        messages.ShouldNotContain(message => message.Contains("very-secret", StringComparison.Ordinal));
    }
}
