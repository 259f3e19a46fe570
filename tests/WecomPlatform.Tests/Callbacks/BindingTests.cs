using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Callbacks;
using WecomPlatform.Server.Callbacks;
using WecomPlatform.Tests.Owners;

namespace WecomPlatform.Tests.Callbacks;

/// <summary>What comes by which kind of handle.</summary>
public sealed class BindingTests(OwnersDatabase database) : IClassFixture<OwnersDatabase>
{
    private static readonly CorpId s_corp = CorpId.Parse("wwcorp");
    private static readonly CallbackBinding s_agent = new(Corp: s_corp, Agent: AgentId.Create(1000002));
    private static readonly CallbackBinding s_provider = new(IsProvider: true);

    [Fact]
    public async Task An_apps_handle_takes_its_messages()
    {
        using var reception = await OpenAsync(s_agent);
        (await reception.SendAsync(Message(), "wwcorp")).ShouldBe((200, "success"));
    }

    [Fact]
    public async Task A_providers_handle_takes_events_of_no_suite()
    {
        using var reception = await OpenAsync(s_provider);
        (await reception.SendAsync(Event("register_corp"), "wwprovider")).ShouldBe((200, "success"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_suites_commands_are_refused_by_handles_of_an_app_or_a_provider(bool isAgent)
    {
        using var reception = await OpenAsync(isAgent ? s_agent : s_provider);
        var suite = $"<SuiteId>{reception.Suite}</SuiteId>";

        (await reception.SendAsync(Event("suite_ticket", suite + "<SuiteTicket>t</SuiteTicket>"), reception.Suite.Value)).ShouldBe(
            (403, "callback_refused")
        );
        (await reception.SendAsync(Event("cancel_auth", suite + "<AuthCorpId>wwcorp</AuthCorpId>"), reception.Suite.Value)).ShouldBe(
            (403, "callback_refused")
        );
        (await reception.SendAsync(Event("suite_ticket", "<SuiteTicket>t</SuiteTicket>"), "")).Status.ShouldBe(400);
        (await reception.SendAsync(Event("cancel_auth", "<AuthCorpId>wwcorp</AuthCorpId>"), "")).Status.ShouldBe(400);
        reception.Tickets.Pushed.ShouldBeEmpty();
    }

    [Fact]
    public async Task By_default_an_unexpected_receiveid_is_taken_and_by_option_it_is_refused()
    {
        using var lenient = await OpenAsync(s_agent);
        (await lenient.SendAsync(Message(), "wwother")).ShouldBe((200, "success"));

        using var strict = await OpenAsync(s_agent, new CallbackOptions { StrictReceiveId = true });
        (await strict.SendAsync(Message(), "wwother")).ShouldBe((403, "callback_refused"));
        (await strict.SendAsync(Message(), "wwcorp")).ShouldBe((200, "success"));
    }

    [Fact]
    public async Task A_strict_suites_handle_takes_what_is_for_the_suite_and_what_is_for_an_individuals()
    {
        using var reception = await OpenAsync(null, new CallbackOptions { StrictReceiveId = true });
        var ticket = Event("suite_ticket", $"<SuiteId>{reception.Suite}</SuiteId><SuiteTicket>t</SuiteTicket>");

        (await reception.SendAsync(ticket, "wwother")).ShouldBe((403, "callback_refused"));
        (await reception.SendAsync(ticket, "")).ShouldBe((200, "success"));
        (await reception.SendAsync(ticket, reception.Suite.Value)).ShouldBe((200, "success"));
    }

    private static string Event(string type, string more = "") =>
        $"<xml><InfoType>{type}</InfoType><TimeStamp>{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}</TimeStamp>{more}</xml>";

    private static string Message() =>
        $"<xml><ToUserName>wwcorp</ToUserName><FromUserName>u</FromUserName><CreateTime>{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}</CreateTime><MsgType>text</MsgType><Content>hello</Content><MsgId>{Guid.NewGuid():N}</MsgId><AgentID>1000002</AgentID></xml>";

    private Task<Reception> OpenAsync(CallbackBinding? binding, CallbackOptions? options = null) =>
        Reception.OpenAsync(database, TimeProvider.System, options, binding);
}
