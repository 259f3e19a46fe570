using System.Text.Json;
using System.Text.Json.Nodes;
using WecomPlatform.Testing;
using WecomPlatform.Tests.Time;

namespace WecomPlatform.Tests.Simulator.Suites;

public sealed class SuiteStateTests : IAsyncLifetime
{
    private const string Suite = "wwsuite";
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("simulator-");
    private readonly FakeClock _clock = new();
    private CallbackListener _listener = null!;

    public async Task InitializeAsync() => _listener = await CallbackListener.StartAsync();

    public async Task DisposeAsync()
    {
        await _listener.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task A_restart_forgets_no_suite_no_authorization_and_no_value_of_theirs()
    {
        var (before, after) = await AcrossRestartAsync(async simulator =>
        {
            await simulator.SimAsync(
                HttpMethod.Post,
                "authorize",
                $$"""{"suiteId":"{{Suite}}","corpId":"wwcustomer","action":"create","push":false}"""
            );
            await simulator.SimAsync(HttpMethod.Post, $"suites/{Suite}/push");
            await PostAsync(simulator, "get_provider_token", new { corpid = "wwprovider", provider_secret = "p" });
            await TokenAsync(simulator);
            return await SnapshotAsync(simulator);
        });

        await using (after)
        {
            (await SnapshotAsync(after)).ShouldBe(before);
            var code = (await after.SimAsync("credentials"))["authCodes"]![0]!["value"]!;
            var token = (string)(await TokenAsync(after))["suite_access_token"]!;
            var bought = await PostAsync(after, $"get_permanent_code?suite_access_token={token}", new { auth_code = code });
            ((int)bought["errcode"]!).ShouldBe(0);
        }
    }

    [Fact]
    public async Task A_restart_does_not_shift_the_next_ticket()
    {
        var (_, after) = await AcrossRestartAsync(async simulator =>
        {
            await simulator.SimAsync(HttpMethod.Post, $"suites/{Suite}/push");
            _clock.Advance(TimeSpan.FromSeconds(400));
            return "";
        });

        await using (after)
        {
            await _clock.TimerDueWithinAsync(TimeSpan.FromSeconds(200));
            _clock.Advance(TimeSpan.FromSeconds(200));
            await Eventually.TrueAsync(() => _listener.Received.Count == 2, "the ticket due 600 s after the one before the restart");
        }
    }

    private async Task<(string Before, SimulatorFixture After)> AcrossRestartAsync(Func<SimulatorFixture, Task<string>> act)
    {
        var path = Path.Combine(_directory.FullName, "state.json");
        string before;
        await using (var simulator = await SimulatorFixture.StartEmptyAsync(_clock, path))
        {
            await simulator.SimAsync(HttpMethod.Put, "providers/wwprovider", """{"secret":"p","trustedIps":["127.0.0.1"]}""");
            var suite = new
            {
                secret = "s",
                providerCorpId = "wwprovider",
                token = CallbackListener.Token,
                encodingAesKey = CallbackListener.EncodingAesKey,
                commandUrl = $"{_listener.Url}/command",
            };
            await simulator.SimAsync(HttpMethod.Put, $"suites/{Suite}", JsonSerializer.Serialize(suite));
            before = await act(simulator);
        }

        return (before, await SimulatorFixture.StartEmptyAsync(_clock, path));
    }

    private static async Task<string> SnapshotAsync(SimulatorFixture simulator)
    {
        string[] parts = ["suites", "providers", "authorizations", "corps", "credentials", "credentials/history"];
        var texts = new List<string>();
        foreach (var part in parts)
        {
            texts.Add((await simulator.SimAsync(part)).ToJsonString());
        }

        return string.Join('\n', texts);
    }

    private Task<JsonNode> TokenAsync(SimulatorFixture simulator) =>
        PostAsync(
            simulator,
            "get_suite_token",
            new
            {
                suite_id = Suite,
                suite_secret = "s",
                suite_ticket = _listener.Received.Last().Event["SuiteTicket"],
            }
        );

    private static async Task<JsonNode> PostAsync(SimulatorFixture simulator, string api, object body)
    {
        using var content = new StringContent(JsonSerializer.Serialize(body));
        using var response = await simulator.Http.PostAsync($"/cgi-bin/service/{api}", content);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }
}
