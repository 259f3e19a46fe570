using System.Globalization;
using System.Text.Json.Nodes;
using WecomPlatform.SystemTests.Platform;

namespace WecomPlatform.SystemTests.Callbacks;

/// <summary>Callbacks as WeCom sends them, by its imitation and by its own library.</summary>
[Collection(PlatformCollection.Name)]
public sealed class CallbackTests(PlatformFixture platform)
{
    [Fact]
    public async Task A_url_is_verified_within_a_second_before_and_after_it_is_known_what_it_is_for()
    {
        var suite = await CallbackSuite.IssueAsync(platform.Host);
        await suite.EnterInConsoleAsync();

        await VerifiedAsync(suite);
        (await suite.RegisterAsync()).Expect().Text.ShouldContain(suite.CommandPath);
        await VerifiedAsync(suite);
    }

    [Fact]
    public async Task A_suite_registered_with_a_token_and_key_gets_a_handle_of_its_own()
    {
        var issued = await CallbackSuite.IssueAsync(platform.Host);
        var answer = await platform.Host.Admin.SendAsync(
            HttpMethod.Put,
            $"tenants/{issued.Tenant}/suites/{issued.SuiteId}",
            new
            {
                issued.Secret,
                Kind = "thirdParty",
                issued.ProviderCorpId,
                CallbackToken = "tokenOfTheConsole",
                EncodingAesKey = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
            }
        );

        var handle = new Uri((string)answer.Expect().Json["callbackUrl"]!).Segments[^1];
        var suite = issued with
        {
            Handle = handle,
            Token = "tokenOfTheConsole",
            EncodingAesKey = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
        };
        await suite.EnterInConsoleAsync();
        await VerifiedAsync(suite);
        CallbackSuite.ShouldBeTaken(await suite.PushTicketAsync());
        ((string)answer.Json["dataCallbackUrl"]!).ShouldEndWith($"{handle}/data?corp=$CORPID$");
        answer.Text.ShouldNotContain("jWmYm7qr5nMo");
    }

    [Fact]
    public async Task A_pushed_ticket_is_good_for_a_suite_token_also_when_it_came_before_the_suite_was_registered()
    {
        var suite = await CallbackSuite.IssueAsync(platform.Host);
        await suite.EnterInConsoleAsync();
        CallbackSuite.ShouldBeTaken(await suite.PushTicketAsync());

        (await suite.RegisterAsync()).Expect();

        (await suite.FetchTokenAsync()).Expect();
    }

    [Fact]
    public async Task Events_that_wecoms_own_library_encrypted_are_taken()
    {
        var suite = await CallbackSuite.SetUpAsync(platform.Host);
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string[] lengths = [.. Enumerable.Range(0, 33).Select(length => new string('x', length))]; // every padding
        var texts = lengths
            .Select(filler =>
                (
                    $"<xml><SuiteId>{suite.SuiteId}</SuiteId><InfoType>open_order</InfoType><TimeStamp>{now}</TimeStamp><OrderId>{filler}.</OrderId></xml>",
                    suite.SuiteId
                )
            )
            .ToArray();

        foreach (var (encrypt, signature) in await WecomCrypto.SealAsync(suite.Token, suite.EncodingAesKey, now, "n1", texts))
        {
            var answer = await suite.PostAsync(suite.CommandPath, encrypt, signature, now, "n1");
            answer.Expect().Text.ShouldBe("success");
        }

        var arrived = await suite.ArrivedAsync();
        arrived.Count.ShouldBe(texts.Length);
        arrived.ShouldAllBe(item => (string)item!["type"]! == "open_order" && (string)item["status"]! == "noted");
    }

    [Fact]
    public async Task An_event_that_is_sent_again_is_answered_again_and_taken_once()
    {
        var suite = await CallbackSuite.SetUpAsync(platform.Host);

        var deliveries = await suite.SendAsync(
            new { Fields = CallbackSuite.Fields(new { InfoType = "change_contact", AuthCorpId = "wwx" }), Times = 5 }
        );

        deliveries.Count.ShouldBe(5);
        deliveries.ShouldAllBe(delivery => (bool)delivery!["ok"]!);
        (await suite.ArrivedAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_not_wecoms_or_not_for_this_suite_or_not_of_now_is_refused()
    {
        var suite = await CallbackSuite.SetUpAsync(platform.Host);
        var old = DateTimeOffset.UtcNow.AddHours(-25).ToUnixTimeSeconds();

        await RefusedAsync(suite, new { Fields = Ticket(), MsgSignature = new string('0', 40) }, 403);
        await RefusedAsync(suite, new { Fields = Ticket(), Timestamp = old }, 403);
        await RefusedAsync(suite, new { Fields = Ticket(timeStamp: old) }, 403);
        await RefusedAsync(suite, new { Fields = Ticket(suiteId: "ww0000000000000000") }, 403);
        await RefusedAsync(suite, new { Fields = CallbackSuite.Fields(new { InfoType = "create_auth" }) }, 400);
        await RefusedAsync(suite, new { Xml = "<!DOCTYPE xml [<!ENTITY a 'b'>]><xml><InfoType>&a;</InfoType></xml>" }, 400);
        await RefusedAsync(suite, new { Xml = "no xml" }, 400);
        (await suite.ArrivedAsync()).ShouldBeEmpty();
        (await suite.FetchTokenAsync()).IsSuccess.ShouldBeFalse("no ticket was taken");

        var unknown = await platform
            .Host.Nodes[0]
            .GetAsync("/callbacks/00000000000000000000000000?msg_signature=1&timestamp=1&nonce=1&echostr=1");
        unknown.ShouldBeProblem(404, "not_found");
    }

    [Fact]
    public async Task An_unexpected_receiveid_is_counted_and_taken()
    {
        var suite = await CallbackSuite.SetUpAsync(platform.Host);

        var deliveries = await suite.SendAsync(new { Fields = Ticket(), ReceiveId = "somebody" });

        CallbackSuite.ShouldBeTaken(deliveries[0]!);
        (await Support.Metrics.MetricAsync(platform.Host.Nodes[0], "wecom_callback_receiveid_mismatches_total")).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_handle_that_is_withdrawn_leads_nowhere()
    {
        var suite = await CallbackSuite.SetUpAsync(platform.Host);
        CallbackSuite.ShouldBeTaken(await suite.PushTicketAsync());

        (await platform.Host.Admin.SendAsync(HttpMethod.Delete, $"tenants/{suite.Tenant}/callback-handles/{suite.Handle}")).Expect();

        await Testing.Eventually.TrueAsync(
            async _ => CallbackSuite.StatusOf(await suite.PushTicketAsync()) == 404,
            "the node knows that the handle is gone"
        );
    }

    private static JsonObject Ticket(string? suiteId = null, long? timeStamp = null)
    {
        var fields = new JsonObject { ["InfoType"] = "suite_ticket", ["SuiteTicket"] = "not-a-ticket" };
        if (suiteId is not null)
        {
            fields["SuiteId"] = suiteId;
        }

        if (timeStamp is not null)
        {
            fields["TimeStamp"] = timeStamp;
        }

        return fields;
    }

    private static async Task RefusedAsync(CallbackSuite suite, object what, int status)
    {
        var delivery = (await suite.SendAsync(what))[0]!;
        CallbackSuite.StatusOf(delivery).ShouldBe(status, delivery.ToJsonString());
    }

    private static async Task VerifiedAsync(CallbackSuite suite)
    {
        var answer = (await suite.Host.Simulator.ControlAsync(HttpMethod.Post, $"/_sim/suites/{suite.SuiteId}/verify")).Json;
        foreach (var url in (string[])["command", "data"])
        {
            ((bool)answer[url]!["ok"]!).ShouldBeTrue(answer.ToJsonString());
            ((int)answer[url]!["elapsedMs"]!).ShouldBeLessThan(1000);
        }
    }
}
