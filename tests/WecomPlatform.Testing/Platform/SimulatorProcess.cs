using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Processes;

namespace WecomPlatform.Testing.Platform;

/// <summary>WeCom, imitated by a process of its own, and its /_sim controls.</summary>
public sealed class SimulatorProcess : IAsyncDisposable
{
    // As for a node: a machine that builds at the same time takes its time.
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    private readonly string _folder;

    private SimulatorProcess(int port)
    {
        _folder = Directory.CreateTempSubdirectory("wecom-simulator-").FullName;
        BaseAddress = new Uri($"http://127.0.0.1:{port}");
        Client = new HttpClient { BaseAddress = BaseAddress };
        Process = Launch();
    }

    public Uri BaseAddress { get; }

    public HttpClient Client { get; }

    public ChildProcess Process { get; private set; }

    public static async Task<SimulatorProcess> StartAsync()
    {
        var simulator = new SimulatorProcess(FreePorts.Next());
        try
        {
            await simulator.WaitUntilReadyAsync();
            return simulator;
        }
        catch
        {
            await simulator.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGTERM: from now on connections are refused.</summary>
    public Task StopAsync() => Process.TerminateAsync();

    /// <summary>A stopped simulator comes back on the same port with the same state; call counts and faults begin anew.</summary>
    public async Task StartAgainAsync()
    {
        await Process.DisposeAsync();
        Process = Launch();
        await WaitUntilReadyAsync();
    }

    public Task PutCorpAsync(string corpId, object? corp = null) =>
        ControlAsync(HttpMethod.Put, $"/_sim/corps/{Uri.EscapeDataString(corpId)}", corp ?? new { });

    /// <summary>Creates or replaces an app; a disabled one refuses its own secret.</summary>
    public Task PutAgentAsync(CorpApp app, bool enabled = true)
    {
        ArgumentNullException.ThrowIfNull(app);
        return ControlAsync(
            HttpMethod.Put,
            $"/_sim/corps/{Uri.EscapeDataString(app.CorpId)}/agents/{app.AgentId}",
            new
            {
                app.Secret,
                app.TrustedDomains,
                Enabled = enabled,
            }
        );
    }

    /// <summary>Changes the named settings only: <c>new { expiresIn = 60 }</c>.</summary>
    public Task SetAsync(object settings) => ControlAsync(HttpMethod.Put, "/_sim/settings", settings);

    public async Task<SimulatorCalls> CallsAsync() => new((await ControlAsync(HttpMethod.Get, "/_sim/calls")).Json.AsObject());

    public Task ResetCallsAsync() => ControlAsync(HttpMethod.Delete, "/_sim/calls");

    /// <summary>Tickets and tokens that are valid now, by corp, agent and suite.</summary>
    public async Task<JsonNode> CredentialsAsync() => (await ControlAsync(HttpMethod.Get, "/_sim/credentials")).Json;

    public Task AddFaultAsync(SimulatorFault fault) => ControlAsync(HttpMethod.Post, "/_sim/faults", fault);

    public Task ClearFaultsAsync() => ControlAsync(HttpMethod.Delete, "/_sim/faults");

    /// <summary>Kills a token or ticket before its time.</summary>
    public Task RevokeAsync(object what) => ControlAsync(HttpMethod.Post, "/_sim/revoke", what);

    /// <summary>Asks as a native client does, with the tickets that WeCom itself holds.</summary>
    public async Task<ClientVerdict> VerifyAsync(ClientVerification page)
    {
        var answer = await Client.SendJsonAsync(HttpMethod.Post, "/_sim/client/verify", page);
        if (answer.Status == HttpStatusCode.BadRequest)
        {
            // A page that names nothing usable is refused by a client, too; the test then sees why.
            return new ClientVerdict(false, answer.Text);
        }

        answer.Expect();
        return answer.Json.Deserialize<ClientVerdict>(HttpClientJson.Options) ?? throw new InvalidDataException(answer.Text);
    }

    /// <summary>Any other control; throws unless it succeeds.</summary>
    public async Task<HttpAnswer> ControlAsync(HttpMethod method, string path, object? body = null) =>
        (await Client.SendJsonAsync(method, path, body)).Expect();

    private ChildProcess Launch()
    {
        string[] arguments = ["--urls", BaseAddress.OriginalString, "--state", Path.Combine(_folder, "state.json")];
        return DotnetProgram.Start("WecomSimulator", "simulator", arguments, new Dictionary<string, string?>());
    }

    private Task WaitUntilReadyAsync() => Process.WaitUntilReadyAsync(new Uri(BaseAddress, "/healthz"), StartDeadline);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
