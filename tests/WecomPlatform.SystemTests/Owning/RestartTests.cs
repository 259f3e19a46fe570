using System.Net;
using System.Net.Sockets;
using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;
using WecomPlatform.Testing.Processes;
using Xunit.Abstractions;

namespace WecomPlatform.SystemTests.Owning;

/// <summary>Nodes come and go; what was fetched stays.</summary>
public sealed class RestartTests(TwoDrainingNodes nodes, ITestOutputHelper output) : IClassFixture<TwoDrainingNodes>
{
    [Theory]
    [InlineData(PosixSignal.Terminate)]
    [InlineData(PosixSignal.Kill)]
    public async Task A_cluster_that_was_restarted_signs_without_asking_wecom(PosixSignal signal)
    {
        var host = await nodes.CleanAsync();
        var app = await host.SetUpAppAsync();
        (await host.SignAsync(app)).Expect();
        var before = (await host.Simulator.LogAsync()).Count;

        await Task.WhenAll(host.Nodes.Select(node => node.Process.EndAsync(signal)));
        foreach (var node in host.Nodes.ToList())
        {
            await host.RestartNodeAsync(node);
        }

        foreach (var node in new[] { 0, 1 })
        {
            await SignatureChecker.CheckAsync(host.Simulator, await host.SignAsync(app, node: node), app.App);
        }

        (await host.Simulator.LogAsync()).Count.ShouldBe(before);
    }

    [Fact]
    public async Task A_rolling_restart_under_load_fails_no_request_of_clients_that_leave_a_draining_node()
    {
        var host = await nodes.CleanAsync();
        var app = await host.SetUpAppAsync();
        (await host.SignAsync(app)).Expect();
        var before = (await host.Simulator.LogAsync()).Count;
        using var stop = new CancellationTokenSource();
        var callers = Enumerable.Range(0, 4).Select(i => Task.Run(() => CallAsync(host, app, i % 2, stop.Token))).ToList();

        foreach (var node in host.Nodes.ToList())
        {
            (await node.Process.TerminateAsync()).ShouldBe(0);
            await host.RestartNodeAsync(node);
        }

        await stop.CancelAsync();
        var answers = (await Task.WhenAll(callers)).SelectMany(list => list).ToList();
        output.WriteLine($"{answers.Count} requests");
        answers.Count.ShouldBeGreaterThan(100);
        var checker = await SignatureChecker.ReadAsync(host.Simulator);
        answers.ForEach(answer => checker.Check(answer, app.App));
        (await host.Simulator.LogAsync()).Count.ShouldBe(before);
    }

    // What a small balancer does: a node that closes its connections is left; a node that refuses them is not there.
    private static async Task<List<HttpAnswer>> CallAsync(PlatformHost host, PlatformApp app, int node, CancellationToken stop)
    {
        var answers = new List<HttpAnswer>();
        var bases = host.Nodes.Select(each => each.BaseAddress).ToList();
        using var client = new HttpClient();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var answer = await GetAsync(client, bases[node], app);
                answers.Add(answer);
                if (!answer.Headers.TryGetValue("Connection", out var connection) || connection != "close")
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(10), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    continue;
                }
            }
            catch (HttpRequestException error)
                when (error.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
            {
                // The other one, then.
            }

            node = 1 - node;
        }

        return answers;
    }

    private static Task<HttpAnswer> GetAsync(HttpClient client, Uri node, PlatformApp app)
    {
        var query = $"corpId={app.App.CorpId}&agentId={app.App.AgentId}&url={WebUtility.UrlEncode("https://app.example.com/")}";
        return client.SendJsonAsync(HttpMethod.Get, $"{node}v1/signatures?{query}", bearer: app.Key);
    }
}
