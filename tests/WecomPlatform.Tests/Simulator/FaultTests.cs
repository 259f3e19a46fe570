using System.Net;

namespace WecomPlatform.Tests.Simulator;

public sealed class FaultTests : SimulatorTests
{
    [Fact]
    public async Task A_fault_answers_its_errcode_as_often_as_it_counts()
    {
        await Sim.FaultAsync("""{"path":"/cgi-bin/gettoken","errcode":-1,"count":2}""");

        (await TokenErrcodeAsync()).ShouldBe(-1);
        (await TokenErrcodeAsync()).ShouldBe(-1);
        (await TokenErrcodeAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_fault_without_count_stays_until_it_is_cleared()
    {
        await Sim.FaultAsync("""{"path":"/cgi-bin/*","errcode":45009}""");
        (await TokenErrcodeAsync()).ShouldBe(45009);
        (await Sim.ErrcodeAsync("/cgi-bin/agent/get")).ShouldBe(45009);
        ((int)(await Sim.SimAsync("faults"))["faults"]![0]!["hits"]!).ShouldBe(2);

        await Sim.SimAsync(HttpMethod.Delete, "faults");
        (await TokenErrcodeAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_fault_can_be_one_corps_alone()
    {
        await Sim.PutAgentAsync(7, """{"secret":"good"}""", corp: "wwother");
        await Sim.FaultAsync("""{"path":"/cgi-bin/gettoken","errcode":-1,"corpId":"wwother"}""");

        (await TokenErrcodeAsync()).ShouldBe(0);
        (await TokenErrcodeAsync("good", "wwother")).ShouldBe(-1);
    }

    [Fact]
    public async Task An_http_status_comes_with_a_page_in_place_of_json()
    {
        await Sim.FaultAsync("""{"path":"/cgi-bin/gettoken","httpStatus":502,"count":1}""");

        using var response = await Sim.Http.GetAsync($"/cgi-bin/gettoken?corpid={Corp}&corpsecret={Secret}");

        response.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        ((int)(await Sim.SimAsync("calls"))["GET /cgi-bin/gettoken"]!["errors"]!["http 502"]!).ShouldBe(1);
    }

    [Fact]
    public async Task A_dropped_call_ends_without_an_answer_and_is_counted()
    {
        await Sim.FaultAsync("""{"path":"/cgi-bin/gettoken","drop":true,"count":1}""");
        using var client = Sim.From("127.0.0.1");

        await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync($"/cgi-bin/gettoken?corpid={Corp}&corpsecret={Secret}"));

        var calls = (await Sim.SimAsync("calls"))["GET /cgi-bin/gettoken"]!;
        ((int)calls["errors"]!["drop"]!).ShouldBeGreaterThanOrEqualTo(1);
        ((string)(await Sim.SimAsync("calls/log"))[0]!["fault"]!).ShouldBe("drop");
    }

    [Fact]
    public async Task A_delay_alone_holds_the_true_answer_back()
    {
        await Sim.FaultAsync("""{"path":"/cgi-bin/gettoken","delayMs":30000,"count":1}""");
        var slow = Sim.GetTokenAsync();
        await Sim.Clock.TimerDueWithinAsync(TimeSpan.FromSeconds(30));

        (await TokenErrcodeAsync()).ShouldBe(0);
        slow.IsCompleted.ShouldBeFalse();
        Sim.Clock.Advance(TimeSpan.FromSeconds(30));

        ((int)(await slow)["expires_in"]!).ShouldBe(7200);
    }

    [Fact]
    public async Task A_caller_that_gives_up_has_still_been_served()
    {
        await Sim.FaultAsync("""{"path":"/cgi-bin/gettoken","delayMs":30000,"count":1}""");
        using var cancel = new CancellationTokenSource();
        var given = Sim.Http.GetAsync($"/cgi-bin/gettoken?corpid={Corp}&corpsecret={Secret}", cancel.Token);
        await Sim.Clock.TimerDueWithinAsync(TimeSpan.FromSeconds(30));
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => given);

        (await Sim.SimAsync("credentials"))["accessTokens"]!.AsArray().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"path":"/cgi-bin/gettoken"}""")]
    [InlineData("""{"path":"gettoken","errcode":1}""")]
    [InlineData("""{"path":"/cgi-bin/*/x","errcode":1}""")]
    [InlineData("""{"path":"/x","errcode":1,"count":0}""")]
    [InlineData("""{"errcode":1}""")]
    public async Task A_fault_that_says_nothing_useful_is_refused(string body)
    {
        using var response = await Sim.SendAsync(HttpMethod.Post, "faults", body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
