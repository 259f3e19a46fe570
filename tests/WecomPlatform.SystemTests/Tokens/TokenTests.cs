using System.Net.Http.Json;
using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Tokens;

/// <summary>Backends that call WeCom themselves get tokens, if their key may.</summary>
public sealed class TokenTests(PlatformFixture platform) : PlatformTests(platform)
{
    [Fact]
    public async Task A_key_with_the_scope_gets_the_token_that_wecom_knows()
    {
        var token = (await GetAsync(await KeyAsync("token:corp"))).Expect().Json;

        var valid = (await Host.Simulator.CredentialsAsync()).ToJsonString();
        valid.ShouldContain((string)token["accessToken"]!);
        ((long)token["expiresIn"]!).ShouldBeInRange(1, 7200);
        ((long)token["version"]!).ShouldBePositive();
    }

    [Fact]
    public async Task A_key_that_only_signs_or_stands_in_pages_gets_none()
    {
        var publishable = (await Host.Admin.CreateKeyAsync(App.Tenant, ApiKeyKind.Publishable)).Key;

        (await GetAsync(App.Key)).ShouldBeProblem(403, "scope_missing");
        (await GetAsync(publishable)).ShouldBeProblem(403, "scope_missing");
        (await GetAsync(await KeyAsync("token:suite"))).ShouldBeProblem(403, "scope_missing");
        (await Node.SignAsync(await KeyAsync("token:corp"), App.SignRequest())).ShouldBeProblem(403, "scope_missing");
    }

    [Fact]
    public async Task A_token_that_died_early_is_reported_and_replaced_once()
    {
        var key = await KeyAsync("token:corp");
        var dead = (await GetAsync(key)).Expect().Json;
        await Host.Simulator.RevokeAsync(
            new
            {
                kind = "accessToken",
                corpId = CorpId,
                agentId = AgentId,
            }
        );

        var fresh = (await RejectAsync(key, (long)dead["version"]!)).Expect().Json;
        var again = (await RejectAsync(key, (long)dead["version"]!)).Expect().Json;

        ((string?)fresh["accessToken"]).ShouldNotBe((string?)dead["accessToken"]);
        ((string?)again["accessToken"]).ShouldBe((string?)fresh["accessToken"]);
        ((long)fresh["version"]!).ShouldBeGreaterThan((long)dead["version"]!);
    }

    [Fact]
    public async Task A_token_that_wecom_gives_again_after_it_was_reported_is_still_rejected()
    {
        var key = await KeyAsync("token:corp");
        var alive = (await GetAsync(key)).Expect().Json;

        var answer = await RejectAsync(key, (long)alive["version"]!);

        answer.ShouldBeProblem(503, "still_rejected");
        answer.Headers.Keys.ShouldContain("Retry-After");
    }

    [Theory]
    [InlineData("corp", "corpId=CORP", 400, "query_invalid")]
    [InlineData("corp", "corpId=nobody&agentId=1", 404, "corp_unknown")]
    [InlineData("corp", "corpId=CORP&agentId=1", 404, "agent_unknown")]
    [InlineData("corp", "corpId=CORP&agentId=x", 400, "query_invalid")]
    [InlineData("suite", "", 400, "query_invalid")]
    [InlineData("suite", "suiteId=nobody", 404, "suite_unknown")]
    [InlineData("provider", "", 404, "provider_unknown")]
    [InlineData("nothing", "", 404, "not_found")]
    public async Task What_is_wrong_is_told(string kind, string query, int status, string code)
    {
        var key = await KeyAsync("token:corp", "token:suite", "token:provider");

        var answer = await Node.GetAsync($"/v1/tokens/{kind}?{query.Replace("CORP", CorpId, StringComparison.Ordinal)}", key);

        answer.ShouldBeProblem(status, code);
    }

    private Task<HttpAnswer> GetAsync(string key) => Node.GetAsync($"/v1/tokens/corp?corpId={CorpId}&agentId={AgentId}", key);

    private async Task<HttpAnswer> RejectAsync(string key, long version)
    {
        using var content = JsonContent.Create(
            new
            {
                corpId = CorpId,
                agentId = AgentId,
                version,
            }
        );
        return await Node.SendAsync(HttpMethod.Post, "/v1/tokens/corp:reject", key, content);
    }

    private async Task<string> KeyAsync(params string[] scopes)
    {
        var made = await Host.Admin.SendAsync(HttpMethod.Post, $"tenants/{App.Tenant}/keys", new { kind = "secret", scopes });
        return (string)made.Expect().Json["key"]!;
    }
}
