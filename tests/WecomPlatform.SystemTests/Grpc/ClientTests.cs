using System.Text.Json.Nodes;
using WecomPlatform.SystemTests.Platform;
using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Grpc;

/// <summary>gRPC as other makers' clients see it: @grpc/grpc-js with the published .proto, and grpcio.</summary>
public sealed class ClientTests(PlatformFixture platform) : PlatformTests(platform)
{
    [Fact]
    public async Task The_client_of_node_finds_everything_as_the_proto_says()
    {
        var seen = await GrpcClients.RunNodeAsync(await InputAsync());

        ((bool)seen["verifies"]!).ShouldBeTrue();
        ((string?)seen["sign"]!["reply"]!["url"]).ShouldBe(Page);
        ((int)seen["sign"]!["reply"]!["agent_id"]!).ShouldBe(AgentId);
        ((bool)seen["batchVerifies"]!).ShouldBeTrue();
        var second = seen["batch"]!["reply"]!["results"]![1]!["error"]!;
        ((string?)second["code"], (string?)second["rule"]).ShouldBe(("url_invalid", "scheme"));
        Code(seen["deadline"]).ShouldBe(4);
        Code(seen["cancelled"]).ShouldBe(1);
        Refusal(seen["unauthenticated"]).ShouldBe((16, "key_invalid"));
        Refusal(seen["keyless"]).ShouldBe((16, "key_missing"));
        Refusal(seen["unknown"]).ShouldBe((5, "corp_unknown"));
        Refusal(seen["broken"]).ShouldBe((3, "url_invalid"));
        ((string?)seen["broken"]!["rule"]).ShouldBe("non_ascii");
        Refusal(seen["untrusted"]).ShouldBe((7, "url_not_trusted"));
        ((string?)seen["untrusted"]!["message"])!.ShouldContain("可信域名"); // decoded by the client
        Refusal(seen["oversized"]).ShouldBe((8, "body_too_large"));
        ((int)seen["compressed"]!).ShouldBe(100);
        ((int)seen["concurrent"]!).ShouldBe(1000);
        Refusal(seen["tokenWithoutScope"]).ShouldBe((7, "scope_missing"));
        ((string?)seen["token"]!["reply"]!["access_token"]).ShouldNotBeNullOrEmpty();
        ((long)seen["token"]!["reply"]!["expires_in"]!).ShouldBeInRange(1, 7200);
    }

    [Fact]
    public async Task The_client_of_python_finds_the_same()
    {
        var seen = await GrpcClients.RunPythonAsync(await InputAsync());

        ((string?)seen["sign"]!["reply"]!["url"]).ShouldBe(Page);
        ((string?)seen["batch"]!["first"]!["url"]).ShouldBe(Page);
        ((string?)seen["batch"]!["second"]).ShouldBe("url_invalid");
        Code(seen["deadline"]).ShouldBe(4);
        Code(seen["cancelled"]).ShouldBe(1);
        Refusal(seen["unauthenticated"]).ShouldBe((16, "key_invalid"));
        Refusal(seen["keyless"]).ShouldBe((16, "key_missing"));
        Refusal(seen["unknown"]).ShouldBe((5, "corp_unknown"));
        Refusal(seen["broken"]).ShouldBe((3, "url_invalid"));
        Refusal(seen["malformed"]).ShouldBe((3, "body_invalid"));
        Refusal(seen["oversized"]).ShouldBe((8, "body_too_large"));
        ((int)seen["compressed"]!).ShouldBe(100);
        ((int)seen["deflated"]!).ShouldBe(12);
        ((int)seen["health"]!).ShouldBe(1);
        ((int)seen["healthUnknown"]!).ShouldBe(5);
        ((int)seen["watch"]!).ShouldBe(12);
        ((int)seen["concurrent"]!).ShouldBe(1000);
    }

    private async Task<object> InputAsync()
    {
        (await Host.SignAsync(App)).Expect();
        var tickets = await SignatureChecker.ReadAsync(Host.Simulator);
        var slow = CorpApp.Fresh(AgentId);
        await Host.Simulator.PutCorpAsync(slow.CorpId);
        await Host.Simulator.PutAgentAsync(slow);
        await Host.Admin.PutCorpAsync(App.Tenant, slow.CorpId);
        await Host.Admin.PutAgentAsync(App.Tenant, slow);
        await Host.Simulator.AddFaultAsync(new SimulatorFault("/cgi-bin/get_jsapi_ticket", DelayMs: 5000, CorpId: slow.CorpId));
        var tokenKey = await Host.Admin.SendAsync(
            HttpMethod.Post,
            $"tenants/{App.Tenant}/keys",
            new { kind = "secret", scopes = new[] { "token:corp" } }
        );
        return new
        {
            address = GrpcClients.AddressOf(Node),
            proto = Path.Combine(RepositoryPaths.Root, "proto"),
            key = App.Key,
            tokenKey = (string?)tokenKey.Expect().Json["key"],
            corpId = CorpId,
            slowCorpId = slow.CorpId,
            agentId = AgentId,
            url = Page,
            tickets = new { corp = tickets.Newest("corp", App.App), agent = tickets.Newest("agent", App.App) },
        };
    }

    private static int Code(JsonNode? outcome) => (int)outcome!["code"]!;

    private static (int, string?) Refusal(JsonNode? outcome) => (Code(outcome), (string?)outcome!["errorCode"]);
}
