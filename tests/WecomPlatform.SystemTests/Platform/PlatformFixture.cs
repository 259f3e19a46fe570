using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Platform;

/// <summary>One node, simulator and database for many tests.</summary>
public sealed class PlatformFixture : IAsyncLifetime
{
    // All tests leave by one address: together they try more wrong secrets than one customer would.
    private static readonly Dictionary<string, string?> s_options = new(StringComparer.Ordinal)
    {
        ["Wecom__WrongSecretsPerEgressPerHour"] = "10000",
    };

    private PlatformHost? _host;

    public PlatformHost Host => _host ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync() => _host = await PlatformHost.StartAsync(new PlatformOptions { Environment = s_options });

    public async Task DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }
}
