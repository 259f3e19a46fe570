using System.Text.Json.Nodes;
using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Http;

namespace WecomPlatform.SystemTests.Admin;

/// <summary><c>/admin/v1/tenants/{t}/credentials</c>: the state of every credential, never its value.</summary>
public sealed class CredentialTests(PlatformFixture platform) : PlatformTests(platform)
{
    private string Credentials => $"tenants/{App.Tenant}/credentials";

    [Fact]
    public async Task Every_credential_is_listed_with_its_state_and_without_its_value()
    {
        (await Host.SignAsync(App)).Expect();

        var listed = (await Host.Admin.SendAsync(HttpMethod.Get, Credentials)).Expect();

        foreach (var value in await ValuesAsync())
        {
            listed.Text.ShouldNotContain(value);
        }

        var items = listed.Json["items"]!.AsArray();
        items.Count.ShouldBe(3);
        items.Select(item => (string)item!["kind"]!).Distinct(StringComparer.Ordinal).Count().ShouldBe(3);
        foreach (var item in items)
        {
            ((string?)item!["corpId"]).ShouldBe(CorpId);
            ((int?)item["agentId"]).ShouldBe(AgentId);
            ((bool?)item["hasValue"]).ShouldBe(true);
            ((long)item["version"]!).ShouldBePositive();
            ((int?)item["failures"]).ShouldBe(0);
            var life = DateTimeOffset.Parse((string)item["expiresAt"]!) - DateTimeOffset.Parse((string)item["fetchedAt"]!);
            life.TotalSeconds.ShouldBeInRange(7100, 7200);
        }
    }

    [Fact]
    public async Task A_failure_is_listed_with_its_reason()
    {
        await RefuseAgentTicketAsync();
        (await Host.SignAsync(App)).ShouldBeProblem(422, "ip_not_allowed");

        var failed = (await ItemsAsync()).Single(item => (int)item["failures"]! > 0);

        ((int?)failed["lastErrorCode"]).ShouldBe(60020);
        ((string?)failed["lastError"]).ShouldNotBeNullOrEmpty();
        ((string?)failed["retryAt"]).ShouldNotBeNullOrEmpty();
        ((bool?)failed["hasValue"]).ShouldBe(false);
    }

    [Fact]
    public async Task A_refresh_brings_a_new_value_in_place_of_a_dead_one()
    {
        (await Host.SignAsync(App)).Expect();
        await Host.Simulator.RevokeAsync(new { corpId = CorpId });

        foreach (var item in (await ItemsAsync()).OrderBy(item => (string)item["kind"]! != "access_token"))
        {
            var refreshed = (await RefreshAsync((string)item["id"]!)).Expect();
            ((long)refreshed.Json["version"]!).ShouldBeGreaterThan((long)item["version"]!);
            foreach (var value in await ValuesAsync())
            {
                refreshed.Text.ShouldNotContain(value);
            }
        }

        var answer = await Host.SignAsync(App);
        await answer.ShouldOpenAsync(Host, "corp", Page);
        await answer.ShouldOpenAsync(Host, "agent", Page);
    }

    [Fact]
    public async Task A_refresh_tries_at_once_what_failed_a_moment_ago()
    {
        await RefuseAgentTicketAsync();
        (await Host.SignAsync(App)).ShouldBeProblem(422, "ip_not_allowed");
        (await Host.SignAsync(App)).ShouldBeProblem(422, "ip_not_allowed");

        var failed = (await ItemsAsync()).Single(item => (int)item["failures"]! > 0);
        (await RefreshAsync((string)failed["id"]!)).Expect();

        await (await Host.SignAsync(App)).ShouldOpenAsync(Host, "agent", Page);
    }

    [Fact]
    public async Task A_refresh_of_values_that_WeCom_returns_again_confirms_them()
    {
        (await Host.SignAsync(App)).Expect();

        foreach (var item in await ItemsAsync())
        {
            var refreshed = (await RefreshAsync((string)item["id"]!)).Expect();
            ((long)refreshed.Json["version"]!).ShouldBe((long)item["version"]!);
        }

        var answer = await Host.SignAsync(App);
        await answer.ShouldOpenAsync(Host, "corp", Page);
        await answer.ShouldOpenAsync(Host, "agent", Page);
        (await ItemsAsync()).ShouldAllBe(item => (bool)item["hasValue"]! && (int)item["failures"]! == 0);
    }

    [Theory]
    [InlineData("x:refresh", "credential_unknown")]
    [InlineData("AAAA:refresh", "credential_unknown")]
    [InlineData(":refresh", "credential_unknown")]
    [InlineData("x", "not_found")]
    [InlineData("x:destroy", "not_found")]
    public async Task What_is_no_credential_cannot_be_refreshed(string action, string code) =>
        (await Host.Admin.SendAsync(HttpMethod.Post, $"{Credentials}/{action}")).ShouldBeProblem(404, code);

    [Fact]
    public async Task Another_tenants_credential_cannot_be_refreshed()
    {
        (await Host.SignAsync(App)).Expect();
        var id = (string)(await ItemsAsync())[0]["id"]!;
        var other = await Host.SetUpAppAsync(tenant: Fresh.Tenant());
        var before = await Upstream.CallsAsync(Host, CorpId);

        var answer = await Host.Admin.SendAsync(HttpMethod.Post, $"tenants/{other.Tenant}/credentials/{id}:refresh");

        answer.ShouldBeProblem(404, "credential_unknown");
        (await Upstream.CallsAsync(Host, CorpId)).ShouldBe(before);
    }

    private Task RefuseAgentTicketAsync() =>
        Host.Simulator.ControlAsync(
            HttpMethod.Post,
            "/_sim/faults",
            new
            {
                path = "/cgi-bin/ticket/get",
                errcode = 60020,
                count = 1,
                corpId = CorpId,
            }
        );

    private Task<HttpAnswer> RefreshAsync(string id) => Host.Admin.SendAsync(HttpMethod.Post, $"{Credentials}/{id}:refresh");

    private async Task<List<JsonNode>> ItemsAsync() =>
        [.. (await Host.Admin.SendAsync(HttpMethod.Get, Credentials)).Expect().Json["items"]!.AsArray().OfType<JsonNode>()];

    private async Task<List<string>> ValuesAsync() =>
        [
            .. (await Host.Simulator.CredentialsAsync())
                .AsObject()
                .SelectMany(kind => kind.Value!.AsArray())
                .Where(credential => (string?)credential!["corpId"] == CorpId)
                .Select(credential => (string)credential!["value"]!),
        ];
}
