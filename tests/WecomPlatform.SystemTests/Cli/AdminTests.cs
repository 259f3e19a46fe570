using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Cli;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Cli;

public sealed class AdminTests(PlatformFixture platform) : CliTests(platform)
{
    [Fact]
    public async Task A_customer_is_set_up_signed_for_and_taken_away_again()
    {
        var (tenant, app) = (Fresh.Tenant(), CorpApp.Fresh());
        await Host.Simulator.PutAgentAsync(app);
        var settings = Settings;
        settings["WECOM_TENANT"] = tenant;
        settings["WECOM_KEY"] = null;
        Task<CliAnswer> Run(params string[] arguments) => WecomProgram.RunAsync(arguments, app.Secret + "\n", settings.AsReadOnly());

        (await Run("tenants", "create", "--id", tenant, "--name", "A tenant")).Expect();
        var key = (string)(await Run("keys", "create", "--kind", "secret", "--json")).Expect().Json["key"]!;
        (await Run("corps", "put", app.CorpId, "--name", "A customer")).Expect();
        var put = await Run(
            "agents",
            "put",
            app.CorpId,
            $"{app.AgentId}",
            "--secret",
            "-",
            "--trusted-domain",
            "app.example.com",
            "--json"
        );
        ((string?)put.Expect().Json["trustedDomains"]![0]).ShouldBe("app.example.com");

        (await Run("keys", "list")).Expect().Out.ShouldNotContain(key);
        (await Run("agents", "list", app.CorpId)).Expect().Out.ShouldContain($"{app.AgentId}");
        put.Out.ShouldNotContain(app.Secret);

        settings["WECOM_KEY"] = key;
        var signed = await Run("sign", Page + "?a=1#top", "--corp", app.CorpId, "--agent", $"{app.AgentId}", "--json");
        await SignedPage.ShouldOpenAsync(Host, signed.Expect().Json, "agent", Page + "?a=1");

        (await Run("corps", "delete", app.CorpId)).Expect(2).Error.ShouldContain("--yes");
        (await Run("corps", "show", app.CorpId)).Expect();
        (await Run("corps", "delete", app.CorpId, "--yes")).Expect();
        (await Run("corps", "show", app.CorpId, "--json")).Expect(4).ErrorCode.ShouldBe("corp_unknown");
        (await Run("tenants", "delete", tenant, "--yes")).Expect();
    }

    [Fact]
    public async Task A_refusal_of_the_platform_is_told_with_its_code()
    {
        var answer = await WecomAsync("agents", "put", CorpId, $"{AgentId}", "--secret", "Another-Secret-That-Is-None", "--json");

        answer.Expect(3).ErrorCode.ShouldBe("secret_rejected");
        answer.Out.ShouldBeEmpty();
        answer.Error.ShouldNotContain("Another-Secret");
    }

    [Fact]
    public async Task A_list_is_followed_over_its_pages()
    {
        foreach (var uri in Enumerable.Range(0, 5).Select(i => $"https://saas.example.com/back?{i}"))
        {
            (await WecomAsync("redirect-uris", "add", "--uri", uri)).Expect();
        }

        var some = await WecomAsync("redirect-uris", "list", "--limit", "3");
        some.Expect().Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1 + 3);
        some.Error.ShouldContain("--limit");

        (await WecomAsync("redirect-uris", "delete", "https://saas.example.com/back?0", "--yes")).Expect();
        var all = await WecomAsync("redirect-uris", "list", "--json");
        all.Expect().Json["items"]!.AsArray().Count.ShouldBe(4);
    }

    [Fact]
    public async Task Credentials_are_listed_without_values_and_fetched_anew()
    {
        (await Host.SignAsync(App)).Expect();
        var list = (await WecomAsync("credentials", "list", "--json")).Expect();
        var ticket = list.Json["items"]!.AsArray().Single(item => (string?)item!["kind"] == "corp_ticket")!;

        var refreshed = await WecomAsync("credentials", "refresh", (string)ticket["id"]!, "--json");

        ((bool)refreshed.Expect().Json["hasValue"]!).ShouldBeTrue();
        list.Out.ShouldNotContain(await TicketAsync(App.App));
    }

    [Fact]
    public async Task A_callback_handle_is_issued_with_its_keys_shown_once()
    {
        var issued = (await WecomAsync("callback-handles", "create", "--json")).Expect().Json;

        ((string)issued["encodingAesKey"]!).Length.ShouldBe(43);
        var shown = await WecomAsync("callback-handles", "show", (string)issued["handle"]!);
        shown.Expect().Out.ShouldContain((string)issued["callbackUrl"]!);
        shown.Out.ShouldNotContain((string)issued["token"]!);
        (await WecomAsync("callback-handles", "put", (string)issued["handle"]!, "--provider", "true")).Expect();
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    public async Task An_id_never_leads_to_something_else(string id)
    {
        (await WecomAsync("corps", "delete", id, "--yes")).Expect(2);

        (await WecomAsync("tenants", "show", App.Tenant)).Expect();
    }

    [Fact]
    public async Task Keys_that_are_not_accepted_and_servers_that_are_away_end_differently()
    {
        var wrong = Settings;
        wrong["WECOM_ADMIN_KEY"] = "ak_nobody_0000000000";
        var away = Settings;
        away["WECOM_SERVER"] = "http://127.0.0.1:1";

        var refused = await WecomProgram.RunAsync(["tenants", "list", "--json"], environment: wrong.AsReadOnly());
        refused.Expect(5).ErrorCode.ShouldBe("key_invalid");
        refused.Error.ShouldNotContain("ak_nobody");
        (await WecomProgram.RunAsync(["tenants", "list", "--json"], environment: away.AsReadOnly()))
            .Expect(6)
            .ErrorCode.ShouldBe("no_answer");
        (await WecomProgram.RunAsync(["tenants", "list"])).Expect(2).Error.ShouldContain("WECOM_SERVER");
    }
}
