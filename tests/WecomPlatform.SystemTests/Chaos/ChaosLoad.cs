using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Chaos;

/// <summary>Pages that ask all nodes for all apps all the time. Nobody leaves a node that is gone: each answer counts.</summary>
public sealed class ChaosLoad : IAsyncDisposable
{
    public const string Page = "https://app.example.com/";

    // What two cores can bear together with all that is done to them: who has no time cannot judge who is late.
    private const int CallersPerNode = 3;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ConcurrentQueue<ChaosAnswer> _answers = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly IReadOnlyList<PlatformApp> _apps;
    private readonly List<HttpClient> _clients;
    private Task _work = Task.CompletedTask;

    /// <summary>Nobody asks yet.</summary>
    public ChaosLoad(PlatformHost host, IReadOnlyList<PlatformApp> apps)
    {
        ArgumentNullException.ThrowIfNull(host);
        _apps = apps;
        _clients = [.. host.Nodes.Select(node => new HttpClient { BaseAddress = node.BaseAddress, Timeout = Patience })];
    }

    public IReadOnlyList<ChaosAnswer> Answers => [.. _answers];

    public void Start(int seed) =>
        _work = Task.WhenAll(
            Enumerable
                .Range(0, CallersPerNode * _clients.Count)
                .Select(i => Task.Run(() => CallAsync(i % _clients.Count, new Random(seed + i))))
        );

    /// <summary>Asks one node for one app, and keeps the answer.</summary>
    public async Task<ChaosAnswer> AskAsync(int node, int app)
    {
        var sent = DateTimeOffset.UtcNow;
        var (status, text) = await SendAsync(node, app);
        var received = DateTimeOffset.UtcNow;
        var json = status == 200 ? JsonNode.Parse(text)! : null;
        var answer = json is null
            ? new ChaosAnswer(node, app, sent, received, status, text)
            : new ChaosAnswer(node, app, sent, received, status, null, PageSignature.Of(json, "corp"), PageSignature.Of(json, "agent"));
        _answers.Enqueue(answer);
        return answer;
    }

    /// <summary>Stops; every request that was sent has been answered.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _work;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _clients.ForEach(client => client.Dispose());
        _stop.Dispose();
    }

#pragma warning disable CA5394 // Which app is asked for next is no secret.
    private async Task CallAsync(int node, Random random)
    {
        while (!_stop.IsCancellationRequested)
        {
            await AskAsync(node, random.Next(_apps.Count));
            // The pace of the load, nothing that anybody waits for.
            await Task.Delay(Pace, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
#pragma warning restore CA5394

    private async Task<(int Status, string Text)> SendAsync(int node, int app)
    {
        try
        {
            var answer = await _clients[node]
                .SendJsonAsync(HttpMethod.Post, "/v1/signatures", _apps[app].SignRequest(Page), _apps[app].Key);
            return ((int)answer.Status, answer.Text);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or TaskCanceledException)
        {
            return (0, $"{error.GetType().Name}: {error.Message}");
        }
    }
}
