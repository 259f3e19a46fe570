using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Support;

/// <summary>Two nodes, a simulator and a database that the tests of one class share; every test brings corps of its own.</summary>
public class TwoNodes : IAsyncLifetime
{
    private PlatformHost? _host;

    /// <summary>Options of both nodes.</summary>
    protected virtual IReadOnlyDictionary<string, string?> Environment { get; } = new Dictionary<string, string?>();

    public async Task InitializeAsync() =>
        _host = await PlatformHost.StartAsync(new PlatformOptions { Nodes = 2, Environment = Environment });

    /// <summary>The platform, with a simulator that behaves and has counted nothing.</summary>
    public async Task<PlatformHost> CleanAsync(object? settings = null)
    {
        var host = _host ?? throw new InvalidOperationException("Not started.");
        await host.Simulator.ClearFaultsAsync();
        await host.Simulator.SetAsync(
            new
            {
                ExpiresIn = 7200,
                SameTokenWithinValidity = true,
                LatencyMs = 0,
                WrongSecretLimit = 2000,
            }
        );
        await host.Simulator.ControlAsync(HttpMethod.Delete, "/_sim/limits");
        await host.Simulator.ResetCallsAsync();
        if (settings is not null)
        {
            await host.Simulator.SetAsync(settings);
        }

        return host;
    }

    public async Task DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }
}
