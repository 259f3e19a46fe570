using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Platform;

/// <summary>Tests on the shared platform, each with an app of its own that signs pages of app.example.com.</summary>
[Collection(PlatformCollection.Name)]
public abstract class PlatformTests(PlatformFixture platform) : IAsyncLifetime
{
    public const string Page = "https://app.example.com/";

    private PlatformApp? _app;

    protected PlatformHost Host => platform.Host;

    protected NodeProcess Node => platform.Host.Nodes[0];

    protected PlatformApp App => _app ?? throw new InvalidOperationException("Not set up.");

    protected string CorpId => App.App.CorpId;

    protected int AgentId => App.App.AgentId;

    public virtual async Task InitializeAsync() => _app = await Host.SetUpAppAsync(tenant: Fresh.Tenant());

    public virtual Task DisposeAsync() => Task.CompletedTask;
}
