using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using WecomPlatform.Tests.Time;
using WecomSimulator;

namespace WecomPlatform.Tests.Simulator;

/// <summary>A simulator on a free port, living by a clock that the test moves, with one corp and one app in it.</summary>
public sealed class SimulatorFixture : IAsyncDisposable
{
    public const string Corp = "ww0123456789abcdef";
    public const long App = 1000002;
    public const string Secret = "first-secret";

    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private SimulatorFixture(WebApplication app, FakeClock clock, HttpClient http) => (_app, Clock, _http) = (app, clock, http);

    public FakeClock Clock { get; }

    public HttpClient Http => _http;

    public static async Task<SimulatorFixture> StartAsync(FakeClock? clock = null, string? stateFile = null)
    {
        var simulator = await StartEmptyAsync(clock, stateFile);
        await simulator.PutAgentAsync(App, $$"""{"secret":"{{Secret}}","name":"考勤","trustedDomains":["app.example.com"]}""");
        return simulator;
    }

    public static async Task<SimulatorFixture> StartEmptyAsync(FakeClock? clock = null, string? stateFile = null)
    {
        clock ??= new FakeClock();
        string[] state = stateFile is null ? [] : ["--state", stateFile];
        var app = SimulatorHost.Build(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "Warning", .. state], clock);
        await app.StartAsync();
        return new SimulatorFixture(app, clock, new HttpClient { BaseAddress = new Uri(app.Urls.Single()) });
    }

    public async Task PutAgentAsync(long agentId, string body, string corp = Corp)
    {
        await SimAsync(HttpMethod.Put, $"corps/{corp}", "{}");
        await SimAsync(HttpMethod.Put, $"corps/{corp}/agents/{agentId}", body);
    }

    public async Task<JsonNode> GetAsync(string pathAndQuery) => (await _http.GetFromJsonAsync<JsonNode>(pathAndQuery))!;

    public async Task<int> ErrcodeAsync(string pathAndQuery) => (int)(await GetAsync(pathAndQuery))["errcode"]!;

    public Task<JsonNode> GetTokenAsync(string secret = Secret, string corp = Corp) =>
        GetAsync($"/cgi-bin/gettoken?corpid={corp}&corpsecret={secret}");

    public async Task<string> TokenAsync(string secret = Secret, string corp = Corp) =>
        (string)(await GetTokenAsync(secret, corp))["access_token"]!;

    public Task<JsonNode> CorpTicketAsync(string token) => GetAsync($"/cgi-bin/get_jsapi_ticket?access_token={token}");

    public Task<JsonNode> AgentTicketAsync(string token) => GetAsync($"/cgi-bin/ticket/get?access_token={token}&type=agent_config");

    public Task SettingsAsync(string body) => SimAsync(HttpMethod.Put, "settings", body);

    public Task FaultAsync(string body) => SimAsync(HttpMethod.Post, "faults", body);

    public Task<JsonNode> SimAsync(string path) => GetAsync($"/_sim/{path}");

    /// <summary>Steers the simulator; whatever it refuses fails the test.</summary>
    public async Task<JsonNode?> SimAsync(HttpMethod method, string path, string? body = null)
    {
        using var response = await SendAsync(method, path, body);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
        return response.StatusCode == HttpStatusCode.NoContent ? null : await response.Content.ReadFromJsonAsync<JsonNode>();
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body = null) =>
        _http.SendAsync(new HttpRequestMessage(method, $"/_sim/{path}") { Content = body is null ? null : new StringContent(body) });

    /// <summary>A client whose connections come from another address of this machine.</summary>
    public HttpClient From(string localIp) =>
        new(
            new SocketsHttpHandler
            {
                ConnectCallback = async (context, cancellation) =>
                {
                    var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
                    socket.Bind(new IPEndPoint(IPAddress.Parse(localIp).MapToIPv6(), 0));
                    await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                    return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
                },
            }
        )
        {
            BaseAddress = _http.BaseAddress,
        };

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
