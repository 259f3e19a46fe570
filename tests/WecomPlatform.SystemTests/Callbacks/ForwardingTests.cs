using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Callbacks;

/// <summary>Events reach the tenant's own server.</summary>
[Collection(PlatformCollection.Name)]
public sealed class ForwardingTests(PlatformFixture platform)
{
    private const string Secret = "webhook-secret-of-the-tenant";
    private const string Token = "tenantsOwnToken";
    private const string EncodingAesKey = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLM1aR9";

    [Fact]
    public async Task Each_event_arrives_once_signed_and_in_the_order_of_its_corp()
    {
        await using var server = await WebhookServer.StartAsync();
        var suite = await SetUpAsync(platform.Host, server);

        for (var i = 0; i < 10; i++)
        {
            await SendAsync(suite, $"ww{i % 2}", i, times: 2);
        }

        await Eventually.TrueAsync(() => server.Taken.Count >= 10, "ten messages have arrived");
        var messages = server.Taken.Select(post => JsonNode.Parse(post.Body)!).ToList();
        foreach (var corp in (string[])["ww0", "ww1"])
        {
            messages
                .Where(message => (string)message["corpId"]! == corp)
                .Select(message => (string)message["data"]!["UserID"]!)
                .ShouldBe(Enumerable.Range(0, 10).Where(i => $"ww{i % 2}" == corp).Select(i => $"u{i}"));
        }

        server.Taken.Count.ShouldBe(10);
        server.Taken.Select(post => post.Delivery).Distinct().Count().ShouldBe(10);
        foreach (var post in server.Taken)
        {
            var parts = post
                .Signature.Split(',')
                .ToDictionary(part => part.Split('=')[0], part => part.Split('=')[1], StringComparer.Ordinal);
            var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{parts["t"]}.{post.Body}"));
            parts["v1"].ShouldBe(Convert.ToHexStringLower(expected));
            post.Query["kind"].ShouldBe("wecom");
        }

        ((string)messages[0]["type"]!).ShouldBe("change_contact");
        ((string)messages[0]["suiteId"]!).ShouldBe(suite.SuiteId);
        (await OutboxAsync(suite)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_webhook_that_was_down_gets_everything_in_order_when_it_is_back()
    {
        await using var server = await WebhookServer.StartAsync();
        server.IsDown = true;
        var suite = await SetUpAsync(platform.Host, server);
        for (var i = 0; i < 5; i++)
        {
            await SendAsync(suite, "ww0", i);
        }

        await Eventually.TrueAsync(() => Volatile.Read(ref server.Refused) >= 2, "the first one was tried again");
        var waiting = await OutboxAsync(suite);
        waiting.Count.ShouldBe(5);
        ((string)waiting[^1]!["error"]!).ShouldBe("It answered 500.");
        server.IsDown = false;

        await Eventually.TrueAsync(() => server.Taken.Count >= 5, "all have arrived");
        server.Taken.Select(post => (string)JsonNode.Parse(post.Body)!["data"]!["UserID"]!).ShouldBe(["u0", "u1", "u2", "u3", "u4"]);
    }

    [Fact]
    public async Task What_is_given_up_is_a_dead_letter_the_next_ones_go_on_and_it_can_be_replayed()
    {
        await using var host = await PlatformHost.StartAsync(
            new PlatformOptions { Environment = new Dictionary<string, string?> { ["Forwarding__GiveUpAfter"] = "00:00:00" } }
        );
        await using var server = await WebhookServer.StartAsync();
        server.IsDown = true;
        var suite = await SetUpAsync(host, server);
        await SendAsync(suite, "ww0", 1);

        await Eventually.TrueAsync(async _ => (await OutboxAsync(suite, "?status=dead")).Count == 1, "it is given up");
        server.IsDown = false;
        await SendAsync(suite, "ww0", 2);
        await Eventually.TrueAsync(() => server.Taken.Count == 1, "the next one has arrived");

        var dead = (string)(await OutboxAsync(suite, "?status=dead"))[0]!["id"]!;
        (await host.Admin.SendAsync(HttpMethod.Post, $"tenants/{suite.Tenant}/outbox/{dead}:replay")).Expect();
        await Eventually.TrueAsync(() => server.Taken.Count == 2, "the dead one has arrived");
        (await OutboxAsync(suite)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_handler_made_for_wecom_opens_what_it_gets_with_the_tenants_own_keys()
    {
        await using var server = await WebhookServer.StartAsync();
        var suite = await SetUpAsync(
            platform.Host,
            server,
            new
            {
                server.Url,
                Secret,
                Format = "xml",
                Token,
                EncodingAesKey,
            }
        );

        await SendAsync(suite, "ww0", 7);

        await Eventually.TrueAsync(() => server.Taken.Count == 1, "it has arrived");
        var post = server.Taken.Single();
        var envelope = XElement.Parse(post.Body);
        var (message, id, signature) = await WecomCrypto.OpenAsync(
            Token,
            EncodingAesKey,
            post.Query["timestamp"],
            post.Query["nonce"],
            envelope.Element("Encrypt")!.Value
        );
        signature.ShouldBe(post.Query["msg_signature"]);
        id.ShouldBe(suite.SuiteId);
        envelope.Element("ToUserName")!.Value.ShouldBe(suite.SuiteId);
        var received = XElement.Parse(message);
        received.Element("InfoType")!.Value.ShouldBe("change_contact");
        received.Element("UserID")!.Value.ShouldBe("u7");
    }

    [Fact]
    public async Task Credentials_stay_here()
    {
        await using var server = await WebhookServer.StartAsync();
        var suite = await SetUpAsync(platform.Host, server);

        CallbackSuite.ShouldBeTaken(await suite.PushTicketAsync());
        object[] secrets =
        [
            new { InfoType = "create_auth", AuthCode = "code-1" },
            new { InfoType = "reset_permanent_code", AuthCode = "code-2" },
            new { InfoType = "some_new_event", Inner = new { PermanentCode = "code-3" } },
        ];
        foreach (var fields in secrets)
        {
            CallbackSuite.ShouldBeTaken((await suite.SendAsync(new { Fields = CallbackSuite.Fields(fields) }))[0]!);
        }

        await SendAsync(suite, "ww0", 1);
        await Eventually.TrueAsync(() => !server.Taken.IsEmpty, "what is no credential has arrived");
        server.Taken.Single().Body.ShouldContain("u1");
        var arrived = await suite.ArrivedAsync();
        arrived.Count(item => (bool)item!["forwarded"]!).ShouldBe(1);
        arrived.ToJsonString().ShouldNotContain("code-");
        (await platform.Host.Admin.SendAsync(HttpMethod.Get, $"tenants/{suite.Tenant}")).Expect().Text.ShouldNotContain(Secret);
    }

    private static async Task<CallbackSuite> SetUpAsync(PlatformHost host, WebhookServer server, object? webhook = null)
    {
        var suite = await CallbackSuite.SetUpAsync(host);
        var change = new { Webhook = webhook ?? new { server.Url, Secret } };
        (await host.Admin.SendAsync(HttpMethod.Patch, $"tenants/{suite.Tenant}", change)).Expect();
        return suite;
    }

    private static async Task SendAsync(CallbackSuite suite, string corpId, int number, int times = 1)
    {
        var fields = new
        {
            InfoType = "change_contact",
            AuthCorpId = corpId,
            ChangeType = "create_user",
            UserID = $"u{number}",
        };
        foreach (var delivery in await suite.SendAsync(new { Fields = CallbackSuite.Fields(fields), Times = times }))
        {
            CallbackSuite.ShouldBeTaken(delivery!);
        }
    }

    private static async Task<JsonArray> OutboxAsync(CallbackSuite suite, string query = "") =>
        (await suite.Host.Admin.SendAsync(HttpMethod.Get, $"tenants/{suite.Tenant}/outbox{query}")).Expect().Json["items"]!.AsArray();
}
