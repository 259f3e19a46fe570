using System.Text.Json.Nodes;
using WecomPlatform.Testing.Browser;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Browser;

/// <summary>The client with the simulator behind it: tickets fetched as a server fetches them open the page they were fetched for.</summary>
public sealed class SimulatedClientTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData("https://app.example.com/", "right", "onConfigSuccess")]
    [InlineData("https://app.example.com/", "wrong", "onConfigFail")]
    [InlineData("https://app.example.org/", "right", "onConfigFail")]
    public async Task The_simulator_decides_on_ticket_and_domain(string address, string ticket, string expected)
    {
        await using var simulator = await SimulatorProcess.StartAsync();
        var app = CorpApp.Fresh();
        await simulator.PutCorpAsync(app.CorpId);
        await simulator.PutAgentAsync(app);
        var value = await FetchTicketAsync(simulator, app);
        await using var page = await WecomClientPage.OpenAsync(browser.Host, simulator);
        await page.ExposeAsync(
            "sign",
            url => Task.FromResult<JsonNode?>(FakeWecom.Sign(ticket == "right" ? value : "another", (string)url!))
        );
        await page.GotoAsync(address);

        await page.RegisterAsync($"{{ corpId: '{app.CorpId}', jsApiList: ['closeWindow'], getConfigSignature: sign }}");

        var result = await page.EventAsync("onConfigSuccess", "onConfigFail");
        result.Name.ShouldBe(expected, result.ToString());
        (await simulator.CallsAsync()).Total("/cgi-bin/get_jsapi_ticket").ShouldBe(1);
        (await simulator.CredentialsAsync())["corpTickets"]!.AsArray().ShouldHaveSingleItem()!["value"]!.ToString().ShouldBe(value);
    }

    private static async Task<string> FetchTicketAsync(SimulatorProcess simulator, CorpApp app)
    {
        var token = await GetAsync($"/cgi-bin/gettoken?corpid={app.CorpId}&corpsecret={app.Secret}");
        return (string)(await GetAsync($"/cgi-bin/get_jsapi_ticket?access_token={(string?)token["access_token"]}"))["ticket"]!;

        async Task<JsonNode> GetAsync(string path) => (await simulator.Client.SendJsonAsync(HttpMethod.Get, path)).Expect().Json;
    }
}
