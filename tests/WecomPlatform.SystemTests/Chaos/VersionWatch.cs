using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Chaos;

/// <summary>An operator who looks at the credentials now and then, at one node after the other.</summary>
public sealed class VersionWatch(PlatformHost host, string tenant)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private const int Looked = 100;

    private readonly List<ShownVersion> _shown = [];

    public IReadOnlyList<ShownVersion> Shown => _shown;

    public async Task RunAsync(CancellationToken stop)
    {
        for (var turn = 0; !stop.IsCancellationRequested; turn++)
        {
            await LookAsync(turn % host.Nodes.Count);
            // The operator's own pace.
            await Task.Delay(Pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(int node)
    {
        var asked = DateTimeOffset.UtcNow;
        HttpAnswer answer;
        try
        {
            answer = await host.AdminOf(host.Nodes[node]).SendAsync(HttpMethod.Get, $"tenants/{tenant}/credentials?limit={Looked}");
        }
        catch (Exception error) when (error is HttpRequestException or IOException or TaskCanceledException or ObjectDisposedException)
        {
            return; // The node is away.
        }

        if (answer.IsSuccess)
        {
            var received = DateTimeOffset.UtcNow;
            _shown.AddRange(
                answer.Json["items"]!
                    .AsArray()
                    .Select(item => new ShownVersion(
                        node,
                        new CredentialId((string)item!["kind"]!, (string)item["corpId"]!, (int)item["agentId"]!),
                        (long)item["version"]!,
                        asked,
                        received
                    ))
            );
        }
    }
}
