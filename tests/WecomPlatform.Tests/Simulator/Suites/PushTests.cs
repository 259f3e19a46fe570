using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using WecomPlatform.Testing;
using WecomPlatform.Tests.Wecom.Callbacks;
using WecomPlatform.Wecom.Callbacks;

namespace WecomPlatform.Tests.Simulator.Suites;

public sealed class PushTests : SuiteTests
{
    [Fact]
    public async Task A_pushed_ticket_is_encrypted_for_its_suite()
    {
        var delivery = await Sim.SimAsync(HttpMethod.Post, $"suites/{Suite}/push");

        ((bool)delivery!["ok"]!).ShouldBeTrue();
        var pushed = Listener.Received.Single();
        pushed.Path.ShouldBe($"/{Suite}/command");
        pushed.Message.ReceiveId.ShouldBe(Suite);
        pushed.Envelope!.AgentId.ShouldBe("");
        pushed.Event.Fields.Keys.ShouldBe(["SuiteId", "InfoType", "TimeStamp", "SuiteTicket"]);
        pushed.Event.At.ShouldBe(Sim.Clock.GetUtcNow());
        var attempt = delivery["attempts"]![0]!;
        ((string)attempt["outcome"]!).ShouldBe("success");
        ((string)attempt["name"]!).ShouldBe("suite_ticket");
    }

    [Fact]
    public async Task Every_suite_gets_a_new_ticket_each_period()
    {
        await Sim.SettingsAsync("""{"suiteTicketPeriodSeconds":600}""");
        for (var period = 1; period <= 2; period++)
        {
            await Sim.Clock.TimerDueWithinAsync(TimeSpan.FromSeconds(600));
            Sim.Clock.Advance(TimeSpan.FromSeconds(600));
            await Eventually.TrueAsync(() => Listener.Received.Count == 3 * period, $"{period} pushes to each of three suites");
        }

        var tickets = Listener.Received.Select(pushed => (pushed.Event.SuiteId, Ticket: pushed.Event["SuiteTicket"])).ToList();
        tickets.Select(pushed => pushed.Ticket).Distinct().Count().ShouldBe(6);
        tickets.Count(pushed => pushed.SuiteId == Suite).ShouldBe(2);
        Errcode(await FetchSuiteTokenAsync(tickets.Last(pushed => pushed.SuiteId == Suite).Ticket!)).ShouldBe(0);
    }

    [Fact]
    public async Task A_shorter_period_holds_at_once()
    {
        await Sim.SettingsAsync("""{"suiteTicketPeriodSeconds":5}""");
        await Sim.Clock.TimerDueWithinAsync(TimeSpan.FromSeconds(5));
        Sim.Clock.Advance(TimeSpan.FromSeconds(5));

        await Eventually.TrueAsync(() => Listener.Received.Count == 3, "a push to each suite");
    }

    [Fact]
    public async Task An_unanswered_callback_is_sent_three_times_five_seconds_apart()
    {
        Listener.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        var push = Sim.SimAsync(HttpMethod.Post, $"suites/{Suite}/push");
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await Eventually.TrueAsync(() => Listener.Received.Count == attempt, $"attempt {attempt}");
            await Sim.Clock.TimerDueWithinAsync(TimeSpan.FromSeconds(5));
            Sim.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        var delivery = (await push)!;
        ((bool)delivery["ok"]!).ShouldBeFalse();
        Outcomes(delivery).ShouldBe(["timeout", "timeout", "timeout"]);
        Listener.Received.Select(pushed => pushed.Envelope!.Encrypt).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task An_attempt_that_succeeds_is_the_last()
    {
        Listener.Answer = context =>
            Listener.Received.Count == 1 ? Abort(context) : context.Response.WriteAsync("success", context.RequestAborted);

        var delivery = (await Sim.SimAsync(HttpMethod.Post, $"suites/{Suite}/push"))!;

        Outcomes(delivery).ShouldBe(["failed", "success"]);
    }

    [Theory]
    [InlineData(false, 500, "oops", new[] { "refused" })]
    [InlineData(true, 500, "oops", new[] { "refused", "refused", "refused" })]
    [InlineData(true, 200, "\"success\"", new[] { "answered" })]
    [InlineData(true, 200, "success\n", new[] { "answered" })]
    public async Task Other_answers_are_no_success_and_sent_again_only_as_older_documents_say(
        bool retry,
        int status,
        string answer,
        string[] outcomes
    )
    {
        await Sim.SettingsAsync($$"""{"retryRefusedCallbacks":{{(retry ? "true" : "false")}}}""");
        Listener.Answer = context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(answer);
        };

        var delivery = (await Sim.SimAsync(HttpMethod.Post, $"suites/{Suite}/push"))!;

        Outcomes(delivery).ShouldBe(outcomes);
        var log = (await Sim.SimAsync("pushes")).AsArray();
        log.Count.ShouldBe(outcomes.Length);
        ((string)log[0]!["answer"]!).ShouldBe(answer);
    }

    [Fact]
    public async Task Both_urls_are_verified_for_the_providers_corp()
    {
        var verified = (await Sim.SimAsync(HttpMethod.Post, $"suites/{Suite}/verify"))!;

        ((bool)verified["command"]!["ok"]!).ShouldBeTrue();
        ((bool)verified["data"]!["ok"]!).ShouldBeTrue();
        Listener.Received.Select(request => request.Message.ReceiveId).ShouldBe([Provider, Provider]);
        Listener.Received.Select(request => request.Path).ShouldBe([$"/{Suite}/command", $"/{Suite}/data"]);
    }

    [Theory]
    [InlineData("\"{0}\"")]
    [InlineData("{0}\n")]
    [InlineData("\uFEFF{0}")]
    [InlineData("success")]
    public async Task A_url_that_answers_anything_but_the_plaintext_is_not_verified(string format)
    {
        Listener.Echo = plaintext => string.Format(CultureInfo.InvariantCulture, format, plaintext);

        var verified = (await Sim.SimAsync(HttpMethod.Post, $"suites/{Suite}/verify"))!;

        ((bool)verified["command"]!["ok"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task Any_event_can_be_sent_more_than_once_and_with_a_time_of_its_own()
    {
        var body = """
            {"fields":{"InfoType":"change_contact","TimeStamp":1403610513,"AuthCorpId":"ww1","Order":7,"Skipped":null,
             "AuthUserInfo":{"UserId":"a"},"Item":["x","y"]},"times":2,"timestamp":1403610000}
            """;
        var sent = (await Sim.SimAsync(HttpMethod.Post, $"suites/{Suite}/events", body))!;

        sent["deliveries"]!.AsArray().Count.ShouldBe(2);
        Listener.Received.Count.ShouldBe(2);
        var (first, second) = (Listener.Received.First(), Listener.Received.Last());
        second.Envelope!.Encrypt.ShouldBe(first.Envelope!.Encrypt);
        second.Signature.ShouldBe(first.Signature);
        first.Signature.Timestamp.ShouldBe("1403610000");
        first.Message.Text.ShouldBe(
            "<xml><InfoType><![CDATA[change_contact]]></InfoType><TimeStamp>1403610513</TimeStamp><AuthCorpId><![CDATA[ww1]]></AuthCorpId>"
                + "<Order>7</Order><AuthUserInfo><UserId><![CDATA[a]]></UserId></AuthUserInfo>"
                + "<Item><![CDATA[x]]></Item><Item><![CDATA[y]]></Item><SuiteId><![CDATA[wwsuite]]></SuiteId></xml>"
        );
    }

    [Fact]
    public async Task A_late_event_waits_for_its_time()
    {
        var sending = Sim.SimAsync(
            HttpMethod.Post,
            $"suites/{Suite}/events",
            """{"fields":{"InfoType":"suite_ticket","SuiteTicket":"old"},"delayMs":7000}"""
        );
        await Sim.Clock.TimerDueWithinAsync(TimeSpan.FromSeconds(7));
        var newer = await TicketAsync();
        Sim.Clock.Advance(TimeSpan.FromSeconds(7));
        await sending;

        Listener.Received.Select(pushed => pushed.Event["SuiteTicket"]).ShouldBe([newer, "old"]);
    }

    [Fact]
    public async Task Data_goes_to_the_corps_own_url_and_is_encrypted_for_the_corp()
    {
        await Sim.SimAsync(
            HttpMethod.Post,
            $"suites/{Suite}/events",
            $$$"""{"to":"data","corpId":"{{{Customer}}}","agentId":"7","fields":{"Event":"change_app_admin"}}"""
        );

        var sent = Listener.Received.Single();
        sent.Path.ShouldBe($"/{Suite}/data");
        sent.Corp.ShouldBe(Customer);
        sent.Message.ReceiveId.ShouldBe(Customer);
        sent.Envelope!.ToUserName.ShouldBe(Customer);
        sent.Envelope.AgentId.ShouldBe("7");
        sent.Event.MsgType.ShouldBe("event");
        sent.Event.Event.ShouldBe("change_app_admin");
    }

    [Fact]
    public async Task What_is_false_about_a_callback_can_be_chosen()
    {
        await Sim.SimAsync(
            HttpMethod.Post,
            $"suites/{Suite}/events",
            """{"xml":"<broken","receiveId":"wwelse","toUserName":"wwelse","msgSignature":"0000","nonce":"n"}"""
        );
        await Sim.SimAsync(HttpMethod.Post, $"suites/{Suite}/events", """{"xml":"<broken","receiveId":"wwelse"}""");

        Listener.Received.First().Opened.Refusal.ShouldBe(CallbackRefusal.SignatureWrong);
        Listener.Received.First().Envelope!.ToUserName.ShouldBe("wwelse");
        Listener.Received.Last().Message.ReceiveId.ShouldBe("wwelse");
        Listener.Received.Last().Message.Text.ShouldBe("<broken");
    }

    [Fact]
    public async Task A_callback_of_no_suite_goes_wherever_a_test_says()
    {
        var target = $$"""
            "url":"{{Listener.Url}}/app?x=1","token":"{{CallbackListener.Token}}",
            "encodingAesKey":"{{CallbackListener.EncodingAesKey}}","receiveId":"{{Corp}}"
            """;
        await Sim.SimAsync(HttpMethod.Post, "callbacks/events", $$$"""{{{{target}}},"fields":{"MsgType":"event","Event":"enter_agent"}}""");
        var verified = await Sim.SimAsync(HttpMethod.Post, "callbacks/verify", $$"""{{{target}}}""");

        Listener.Received.First().Message.ReceiveId.ShouldBe(Corp);
        Listener.Received.First().Event.Event.ShouldBe("enter_agent");
        ((bool)verified!["ok"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task An_event_can_be_lost_and_the_act_still_happened()
    {
        var authorized = await SimAsync(
            HttpMethod.Post,
            "authorize",
            new
            {
                suiteId = Suite,
                corpId = Customer,
                action = "create",
                push = false,
            }
        );

        Listener.Received.ShouldBeEmpty();
        authorized["delivery"].ShouldBeNull();
        ((string)authorized["authCode"]!).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("S1")]
    [InlineData("S2")]
    [InlineData("S3")]
    [InlineData("S4")]
    public void The_simulators_own_crypto_makes_the_known_ciphertexts(string id)
    {
        var vector = CallbackVector.All[id];

        var encrypt = WecomSimulator.Callbacks.CallbackCrypto.Encrypt(
            CallbackVector.EncodingAesKey,
            vector.Text,
            vector.ReceiveId,
            "1234567890123456"u8
        );

        encrypt.ShouldBe(vector.Encrypt);
        WecomSimulator
            .Callbacks.CallbackCrypto.Sign(CallbackVector.Token, vector.Timestamp, vector.Nonce, encrypt)
            .ShouldBe(vector.Signature);
    }

    private static IEnumerable<string> Outcomes(JsonNode delivery) =>
        delivery["attempts"]!.AsArray().Select(attempt => (string)attempt!["outcome"]!);

    private static Task Abort(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }
}
