using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using WecomPlatform.SystemTests.Secrets;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Login;

/// <summary>What a SaaS backend sees of logins.</summary>
[Collection(LoginCollection.Name)]
public sealed class LoginApiTests(LoginSite site)
{
    [Fact]
    public async Task A_code_is_good_once_for_the_key_that_began()
    {
        var arrival = await site.ArriveAsync(await site.BeginAsync("web"), site.Member());
        arrival["state"].ShouldBe("saas state");
        var other = (await site.Host.Admin.CreateKeyAsync(site.Tenant)).Key;
        var stranger = $"stranger-{Guid.NewGuid():N}";
        await site.Host.Admin.CreateTenantAsync(stranger);
        var foreign = (await site.Host.Admin.CreateKeyAsync(stranger)).Key;

        (await ExchangeAsync(arrival, key: other)).Code.ShouldBe("code_invalid");
        (await ExchangeAsync(arrival, key: foreign)).Code.ShouldBe("code_invalid");
        ((string?)(await ExchangeAsync(arrival)).Expect().Json["userId"]).ShouldBe("zhangsan");
        (await ExchangeAsync(arrival)).Code.ShouldBe("code_invalid");
    }

    [Fact]
    public async Task A_code_needs_the_verifier_that_was_announced()
    {
        var verifier = Guid.NewGuid().ToString("N");
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(verifier)));
        foreach (var wrong in (string?[])[null, "another", challenge])
        {
            var missed = await site.ArriveAsync(await site.BeginAsync("web", ("codeChallenge", challenge)), site.Member());
            (await ExchangeAsync(missed, wrong)).Code.ShouldBe("code_verifier_invalid");
            (await ExchangeAsync(missed, verifier)).Code.ShouldBe("code_invalid");
        }

        var arrival = await site.ArriveAsync(await site.BeginAsync("web", ("codeChallenge", challenge)), site.Member());
        (await ExchangeAsync(arrival, verifier)).Expect();
        var unannounced = await site.ArriveAsync(await site.BeginAsync("web"), site.Member());
        (await ExchangeAsync(unannounced, verifier)).Code.ShouldBe("code_verifier_invalid");
    }

    [Fact]
    public async Task A_login_for_one_corp_lets_in_nobody_of_another()
    {
        var arrival = await site.ArriveAsync(await site.BeginAsync("web", ("corpId", "wwElsewhere")), site.Member());
        arrival["error"].ShouldBe("corp_mismatch");
        arrival["code"].ShouldBeNull();
        arrival["state"].ShouldBe("saas state");

        arrival = await site.ArriveAsync(await site.BeginAsync("web", ("corpId", site.Corp)), site.Member());
        arrival["code"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData("thirdParty", "suiteToken")]
    [InlineData("selfBuilt", "accessToken")]
    [InlineData("legacyQr", "providerToken")]
    public async Task A_token_that_WeCom_killed_costs_nobody_a_login(string flow, string kind)
    {
        (await site.ArriveAsync(await site.BeginAsync(flow), site.Member()))["code"].ShouldNotBeNull();
        await site.Host.Simulator.RevokeAsync(
            new
            {
                kind,
                suiteId = kind == "suiteToken" ? site.Suite : null,
                corpId = kind switch
                {
                    "accessToken" => site.Corp,
                    "providerToken" => site.Provider.Corp,
                    _ => null,
                },
            }
        );

        (await site.ArriveAsync(await site.BeginAsync(flow), site.Member()))["code"].ShouldNotBeNull();
    }

    [Fact]
    public async Task When_WeCom_is_away_the_browser_goes_back_with_an_error()
    {
        await site.Host.Simulator.AddFaultAsync(new SimulatorFault("/cgi-bin/service/auth/getuserinfo3rd", HttpStatus: 502, Count: 1));

        var arrival = await site.ArriveAsync(await site.BeginAsync("thirdParty"), site.Member());

        arrival["error"].ShouldBe("upstream_unavailable");
        arrival["code"].ShouldBeNull();
    }

    [Fact]
    public async Task Details_that_cannot_be_read_do_not_cost_the_login()
    {
        await site.Host.Simulator.AddFaultAsync(new SimulatorFault("/cgi-bin/service/auth/getuserdetail3rd", Errcode: 84014, Count: 1));

        var arrival = await site.ArriveAsync(await site.BeginAsync("thirdParty", ("scope", "snsapi_privateinfo")), site.Member());

        var identity = (await ExchangeAsync(arrival)).Expect().Json;
        ((string?)identity["userId"]).ShouldBe("zhangsan");
        identity["profile"].ShouldBeNull();
    }

    [Fact]
    public async Task Any_node_takes_up_what_another_began()
    {
        var second = await site.Host.AddNodeAsync(LoginSite.Pages(site.Host.Simulator.BaseAddress));
        using var browser = new FacelessBrowser();
        var page = await browser.FollowAsync(await site.BeginAsync("web"), until: site.Host.Simulator.BaseAddress);
        var back = await browser.ChooseAsync(page, site.Member());

        var done = await browser.FollowAsync(new UriBuilder(back) { Port = second.BaseAddress.Port }.Uri, until: site.Sample);

        var code = new LoginSiteCalls.Arrival(done)["code"];
        (await second.Client.SendJsonAsync(HttpMethod.Post, "/v1/login/exchange", new { code }, site.Key)).Expect();
    }

    [Fact]
    public async Task The_saas_hosts_the_callback_where_WeCom_takes_its_domain_only()
    {
        var state = "abc123";
        var own = new Uri(site.Sample, "/login/own").AbsoluteUri;
        var body = site.Body("selfBuilt");
        (body["redirectUri"], body["state"]) = (own, state);
        var url = (string)(await site.PostAsync("/v1/login/authorize-url", body)).Expect().Json["url"]!;
        url.ShouldEndWith("#wechat_redirect");
        using var browser = new FacelessBrowser();
        var arrival = new LoginSiteCalls.Arrival(await browser.ChooseAsync(new Uri(url), site.Member()));
        arrival["state"].ShouldBe(state);
        body["code"] = arrival["code"];

        ((string?)(await site.PostAsync("/v1/login/code", body)).Expect().Json["userId"]).ShouldBe("zhangsan");
        var again = await site.PostAsync("/v1/login/code", body);
        again.Code.ShouldBe("code_rejected");
        ((string?)again.Json["rule"]).ShouldBe("used");
        (body["code"], body["state"]) = ("made-up", "a b");
        ((string?)(await site.PostAsync("/v1/login/code", body)).Json["rule"]).ShouldBe("unknown");
        (await site.PostAsync("/v1/login/authorize-url", body)).Code.ShouldBe("body_invalid");
    }

    [Fact]
    public async Task What_a_saas_gets_wrong_is_said()
    {
        var publishable = (await site.Host.Admin.CreateKeyAsync(site.Tenant, ApiKeyKind.Publishable)).Key;
        (await site.PostAsync("/v1/login/sessions", site.Body("web"), publishable)).Code.ShouldBe("scope_missing");
        (await RefusalAsync("nonsense")).ShouldBe("body_invalid");
        (await RefusalAsync("web", ("suiteId", site.Suite))).ShouldBe("body_invalid");
        (await RefusalAsync("web", ("suiteId", "wwNobodys"))).ShouldBe("suite_unknown");
        (await RefusalAsync("selfBuilt", ("corpId", "wwNobodys"))).ShouldBe("corp_unknown");
        (await RefusalAsync("selfBuilt", ("agentId", 7))).ShouldBe("agent_unknown");
        (await RefusalAsync("web", ("scope", "snsapi_userinfo"))).ShouldBe("body_invalid");
        (await RefusalAsync("web", ("codeChallenge", "short"))).ShouldBe("body_invalid");
        (await RefusalAsync("web", ("host", "evil.example.com"))).ShouldBe("host_unknown");

        async Task<string?> RefusalAsync(string flow, params (string Name, object? Value)[] more)
        {
            var body = site.Body(flow);
            foreach (var (name, value) in more)
            {
                body[name] = value;
            }

            return (await site.PostAsync("/v1/login/sessions", body)).Code;
        }
    }

    [Fact]
    public async Task Juzi_is_closed_until_a_tenant_says_whom_it_lets_in()
    {
        var tenant = $"juzi-{Guid.NewGuid():N}";
        await site.Host.Admin.CreateTenantAsync(tenant);
        var key = (await site.Host.Admin.CreateKeyAsync(tenant)).Key;
        var redirect = new { uri = site.Done };
        (await site.Host.Admin.SendAsync(HttpMethod.Put, $"tenants/{tenant}/redirect-uris", redirect)).Expect();
        (await site.PostAsync("/v1/login/sessions", site.Body("juzi"), key)).Code.ShouldBe("juzi_not_configured");

        var allow = new { juzi = new { orgIds = (string[])["o1"] } };
        var shown = (await site.Host.Admin.SendAsync(HttpMethod.Patch, $"tenants/{tenant}", allow)).Expect().Json;

        ((string?)shown["juzi"]!["orgIds"]![0]).ShouldBe("o1");
        (await site.PostAsync("/v1/login/sessions", site.Body("juzi"), key)).Expect();
    }

    [Fact]
    public async Task A_tenants_own_host_begins_its_logins_and_serves_its_verification_files()
    {
        var host = $"localhost:{site.Node.BaseAddress.Port}";
        var tenant = $"host-{Guid.NewGuid():N}";
        await site.Host.Admin.CreateTenantAsync(tenant);
        var file = new
        {
            host,
            name = "WW_verify_aBc123.txt",
            content = "aBc123",
        };
        (await site.Host.Admin.SendAsync(HttpMethod.Put, $"tenants/{tenant}/verification-files", file)).Expect();
        (await site.Host.Admin.SendAsync(HttpMethod.Put, $"tenants/{site.Tenant}/hosts", new { host })).Expect();
        (await site.Host.Admin.SendAsync(HttpMethod.Put, $"tenants/{tenant}/hosts", new { host })).Code.ShouldBe("host_taken");

        var begin = await site.BeginAsync("web", ("host", host));

        begin.ShouldStartWith($"http://{host}/login/begin?");
        using var browser = new FacelessBrowser();
        var page = await browser.FollowAsync(begin, until: site.Host.Simulator.BaseAddress);
        page.Query.ShouldContain(Uri.EscapeDataString($"http://{host}/login/callback/web"));
        (await browser.LookAsync(new Uri($"http://{host}/WW_verify_aBc123.txt"))).ShouldBe((HttpStatusCode.OK, "aBc123"));
        (await browser.LookAsync(new Uri(site.Node.BaseAddress, "/WW_verify_aBc123.txt"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.LookAsync(new Uri($"http://{host}/WW_verify_x.txt"))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Codes_and_personal_data_are_in_no_log_and_in_no_table()
    {
        var verifier = Guid.NewGuid().ToString("N");
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(verifier)));
        var begin = await site.BeginAsync("selfBuilt", ("scope", "snsapi_privateinfo"), ("codeChallenge", challenge));
        using var browser = new FacelessBrowser();
        var page = await browser.FollowAsync(begin, until: site.Host.Simulator.BaseAddress);
        var back = await browser.ChooseAsync(page, site.Member());
        var arrival = new LoginSiteCalls.Arrival(await browser.FollowAsync(back, until: site.Sample));
        // Before it is exchanged, and after.
        var dump = await SecretSearch.DumpAsync(site.Host.Database);
        var identity = (await ExchangeAsync(arrival, verifier)).Expect().Json;
        ((string?)identity["profile"]!["mobile"]).ShouldBe("13800000000");
        string[] secrets =
        [
            new LoginSiteCalls.Arrival(new Uri(begin))["session"]!,
            new LoginSiteCalls.Arrival(back)["code"]!,
            arrival["code"]!,
            verifier,
            (string)identity["idToken"]!,
            "13800000000",
        ];

        var log = await SecretSearch.LogOfAsync(site.Node);

        log.ShouldContain("dbug:", customMessage: "the log is not at debug level");
        SecretSearch.FindIn(log, secrets).ShouldBeEmpty(site.Node.Process.LogFile);
        SecretSearch.FindIn(dump, secrets).ShouldBeEmpty();
        SecretSearch.FindIn(await SecretSearch.DumpAsync(site.Host.Database), secrets).ShouldBeEmpty();
    }

    private Task<HttpAnswer> ExchangeAsync(LoginSiteCalls.Arrival arrival, string? verifier = null, string? key = null) =>
        site.PostAsync("/v1/login/exchange", new { code = arrival["code"], codeVerifier = verifier }, key);
}
