using WecomPlatform.Testing.Browser;

namespace WecomPlatform.SystemTests.Browser;

/// <summary>One browser for the tests of a class; every page has a profile of its own.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private BrowserHost? _host;

    public BrowserHost Host => _host ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync() => _host = await BrowserHost.StartAsync();

    public async Task DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }
}
