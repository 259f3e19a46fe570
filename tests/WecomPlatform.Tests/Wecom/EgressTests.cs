using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Source;
using WecomPlatform.Wecom.Egress;

namespace WecomPlatform.Tests.Wecom;

public sealed class EgressTests
{
    private const string Token = """{"access_token":"t"}""";

    [Fact]
    public async Task Calls_leave_by_the_apps_proxy_else_by_the_nodes_own_else_directly()
    {
        await using var direct = CannedServer.Always(Token);
        await using var nodes = CannedServer.Always(Token);
        await using var apps = CannedServer.Always(Token);
        await using var plain = new WecomParts(direct.Url);
        await plain.FetchTokenAsync();
        await using var wecom = new WecomParts(direct.Url, options => options.EgressProxy = nodes.Url);
        await wecom.FetchTokenAsync();
        wecom.Accounts.Account = new AppAccount(new Secret("app"), true, apps.Url);
        await wecom.FetchTokenAsync();

        direct.Requests.ShouldHaveSingleItem().ShouldStartWith("GET /cgi-bin/gettoken?");
        nodes.Requests.ShouldHaveSingleItem().ShouldStartWith($"GET {direct.Url}cgi-bin/gettoken?");
        apps.Requests.ShouldHaveSingleItem().ShouldContain("corpsecret=app");
    }

    [Fact]
    public async Task A_proxy_that_is_down_is_not_gone_around()
    {
        await using var direct = CannedServer.Always(Token);
        await using var wecom = new WecomParts(direct.Url, options => options.EgressProxy = new Uri("http://127.0.0.1:1"));

        await wecom.RefusalAsync();
        direct.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_address_is_named_by_its_proxy_or_by_the_node()
    {
        await using var wecom = new WecomParts(new Uri("http://127.0.0.1:1"), options => options.EgressName = "rack-7");

        wecom.Egress.Name(null).ShouldBe("rack-7");
        wecom.Egress.Name(new Uri("http://proxy.example:3128/x")).ShouldBe("proxy.example:3128");
    }

    [Fact]
    public void The_defaults_are_valid() => new WecomOptions().Validate().ShouldBeEmpty();

    public static readonly TheoryData<string, Action<WecomOptions>> Wrong = new()
    {
        { "BaseUrl", o => o.BaseUrl = new Uri("ftp://x") },
        { "BaseUrl", o => o.BaseUrl = new Uri("https://u:p@x") },
        { "BaseUrl", o => o.BaseUrl = new Uri("relative", UriKind.Relative) },
        { "EgressProxy", o => o.EgressProxy = new Uri("https://proxy") },
        { "EgressProxy", o => o.EgressProxy = new Uri("http://u:p@proxy") },
        { "EgressName", o => o.EgressName = "" },
        { "EgressName", o => o.EgressName = "a/b" },
        { "MaxConcurrency", o => o.MaxConcurrency = 0 },
        { "TicketsPerCorpPerHour", o => o.TicketsPerCorpPerHour = 0 },
        { "ScheduledShare", o => o.ScheduledShare = 0.6 },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void An_option_that_cannot_work_is_named(string name, Action<WecomOptions> set)
    {
        var options = new WecomOptions();
        set(options);

        options.Validate().ShouldHaveSingleItem().ShouldContain(name);
    }
}
