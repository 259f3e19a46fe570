using System.Net;
using System.Text.Json.Nodes;

namespace WecomPlatform.Tests.Simulator;

public sealed class EnvelopeTests : SimulatorTests
{
    [Fact]
    public async Task A_wrong_secret_is_answered_40001_with_hint_and_caller_ip()
    {
        using var response = await Sim.Http.GetAsync($"/cgi-bin/gettoken?corpid={Corp}&corpsecret=wrong");
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("application/json; charset=UTF-8");
        ((int)body["errcode"]!).ShouldBe(40001);
        var errmsg = (string)body["errmsg"]!;
        errmsg.ShouldMatch(
            @"^invalid credential, hint: \[1767225600\d{15}\], from ip: 127\.0\.0\.1, more info at https://open\.work\.weixin\.qq\.com/devtool/query\?e=40001$"
        );
        response.Headers.GetValues("error-code").ShouldBe(["40001"]);
        response.Headers.GetValues("error-msg").ShouldBe([errmsg]);
    }

    [Fact]
    public async Task Success_carries_errcode_0_and_ok_first()
    {
        var text = await Sim.Http.GetStringAsync($"/cgi-bin/gettoken?corpid={Corp}&corpsecret={Secret}");

        text.ShouldStartWith("""{"errcode":0,"errmsg":"ok","access_token":""");
    }

    [Fact]
    public async Task Errcode_can_be_left_out_on_success_but_never_on_failure()
    {
        await Sim.SettingsAsync("""{"omitErrcodeOnSuccess":true}""");

        (await Sim.GetTokenAsync()).AsObject().Select(field => field.Key).ShouldBe(["access_token", "expires_in"]);
        (await TokenErrcodeAsync("wrong")).ShouldBe(40001);
    }

    [Fact]
    public async Task A_path_WeCom_does_not_have_is_an_error_in_the_same_envelope() =>
        (await Sim.ErrcodeAsync("/cgi-bin/no/such/path")).ShouldBe(40066);

    [Fact]
    public async Task The_ip_lists_are_empty_beside_an_error()
    {
        foreach (var path in new[] { "/cgi-bin/get_api_domain_ip", "/cgi-bin/getcallbackip" })
        {
            var good = await Sim.GetAsync($"{path}?access_token={await Sim.TokenAsync()}");
            var bad = await Sim.GetAsync($"{path}?access_token=no");

            good["ip_list"]!.AsArray().Count.ShouldBe(1);
            ((int)bad["errcode"]!).ShouldBe(40014);
            bad["ip_list"]!.AsArray().Count.ShouldBe(0);
        }
    }

    [Fact]
    public async Task Latency_delays_every_answer()
    {
        await Sim.SettingsAsync("""{"latencyMs":250}""");

        var pending = Sim.GetTokenAsync();
        await Sim.Clock.TimerDueWithinAsync(TimeSpan.FromMilliseconds(250));
        Sim.Clock.Advance(TimeSpan.FromMilliseconds(249));
        await Task.Yield();
        pending.IsCompleted.ShouldBeFalse();
        Sim.Clock.Advance(TimeSpan.FromMilliseconds(1));

        ((int)(await pending)["errcode"]!).ShouldBe(0);
    }

    [Fact]
    public async Task It_says_that_it_is_alive() => (await Sim.Http.GetStringAsync("/healthz")).ShouldBe("ok");
}
