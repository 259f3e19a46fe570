using System.Net;
using System.Text.Json.Nodes;

namespace WecomPlatform.Tests.Simulator;

public sealed class ControlTests : SimulatorTests
{
    [Fact]
    public async Task A_put_without_secret_keeps_the_rest_of_the_app()
    {
        await Sim.PutAgentAsync(App, """{"trustedIps":["10.0.0.1"]}""");

        (await Sim.SimAsync("corps"))
            .ToJsonString(
                new System.Text.Json.JsonSerializerOptions
                {
                    Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                }
            )
            .ShouldBe(
                $$"""{"corps":[{"id":"{{Corp}}","name":"{{Corp}}","agents":[{"agentId":{{App}},"secret":"{{Secret}}","name":"考勤","trustedDomains":["app.example.com"],"trustedIps":["10.0.0.1"],"enabled":true}]}]}"""
            );
    }

    [Fact]
    public async Task Corps_can_be_renamed_and_deleted_with_all_they_have()
    {
        await Sim.TokenAsync();
        ((string)(await Sim.SimAsync(HttpMethod.Put, $"corps/{Corp}", """{"name":"公司"}"""))!["name"]!).ShouldBe("公司");
        ((string)(await Sim.SimAsync(HttpMethod.Put, $"corps/{Corp}", "{}"))!["name"]!).ShouldBe("公司");

        await Sim.SimAsync(HttpMethod.Delete, $"corps/{Corp}");

        (await TokenErrcodeAsync()).ShouldBe(40013);
        (await Sim.SimAsync("credentials"))["accessTokens"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Settings_are_merged()
    {
        await Sim.SettingsAsync("""{"expiresIn":60}""");
        await Sim.SettingsAsync("""{"latencyMs":0,"limits":false}""");

        var settings = await Sim.SimAsync("settings");
        ((int)settings["expiresIn"]!).ShouldBe(60);
        ((bool)settings["limits"]!).ShouldBeFalse();
        ((bool)settings["sameTokenWithinValidity"]!).ShouldBeTrue();
        ((int)(await Sim.GetTokenAsync())["expires_in"]!).ShouldBe(60);
    }

    [Theory]
    [InlineData("PUT", "settings", "{not json", 400, "body_invalid")]
    [InlineData("PUT", "settings", "[]", 400, "body_invalid")]
    [InlineData("PUT", "settings", """{"expiresin":1,"typo":2}""", 400, "body_invalid")]
    [InlineData("PUT", "settings", """{"expiresIn":0}""", 400, "body_invalid")]
    [InlineData("PUT", "settings", """{"latencyMs":-1}""", 400, "body_invalid")]
    [InlineData("PUT", "corps/ww0123456789abcdef/agents/x", """{"secret":"s"}""", 400, "agent_id_invalid")]
    [InlineData("PUT", "corps/ww0123456789abcdef/agents/9", "{}", 400, "body_invalid")]
    [InlineData("PUT", "corps/ww0123456789abcdef/agents/9", """{"secret":""}""", 400, "body_invalid")]
    [InlineData("PUT", "corps/ww0123456789abcdef/agents/9", """{"secret":null}""", 400, "body_invalid")]
    [InlineData("PUT", "corps/ww0123456789abcdef/agents/9", """{"secret":"first-secret"}""", 409, "secret_in_use")]
    [InlineData("PUT", "corps/ww0123456789abcdef/agents/9", """{"secret":"s","trustedIps":["x"]}""", 400, "body_invalid")]
    [InlineData("PUT", "corps/ww0123456789abcdef/agents/9", """{"secret":"s","trustedDomains":["https://a.b"]}""", 400, "body_invalid")]
    [InlineData("PUT", "corps/0123456789012345678901234567890123456789012345678901234567890123x", "{}", 400, "corp_id_invalid")]
    [InlineData("DELETE", "corps/wwnobody", null, 404, "corp_unknown")]
    [InlineData("DELETE", "corps/ww0123456789abcdef/agents/9", null, 404, "agent_unknown")]
    [InlineData("POST", "revoke", "{}", 400, "body_invalid")]
    [InlineData("POST", "revoke", """{"corpId":"a","kind":"noSuchKind"}""", 400, "body_invalid")]
    [InlineData("POST", "client/verify", """{"kind":"corp"}""", 400, "body_invalid")]
    [InlineData(
        "POST",
        "client/verify",
        """{"kind":"agent","corpId":"a","url":"u","timestamp":1,"nonceStr":"n","signature":"s"}""",
        400,
        "body_invalid"
    )]
    [InlineData(
        "POST",
        "client/verify",
        """{"kind":"corp","corpId":"a","url":"u","timestamp":{},"nonceStr":"n","signature":"s"}""",
        400,
        "body_invalid"
    )]
    public async Task Bad_input_is_a_problem_with_a_code(string method, string path, string? body, int status, string code)
    {
        using var response = await Sim.SendAsync(new HttpMethod(method), path, body);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        response.StatusCode.ShouldBe((HttpStatusCode)status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        ((string)problem["code"]!).ShouldBe(code);
        ((string)problem["detail"]!).ShouldNotBeNullOrEmpty();
    }
}
