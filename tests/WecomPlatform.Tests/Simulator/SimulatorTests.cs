namespace WecomPlatform.Tests.Simulator;

/// <summary>Each test has a simulator of its own.</summary>
public abstract class SimulatorTests : IAsyncLifetime
{
    protected const string Corp = SimulatorFixture.Corp;
    protected const long App = SimulatorFixture.App;
    protected const string Secret = SimulatorFixture.Secret;

    protected SimulatorFixture Sim { get; private set; } = null!;

    public virtual async Task InitializeAsync() => Sim = await SimulatorFixture.StartAsync();

    public virtual async Task DisposeAsync() => await Sim.DisposeAsync();

    protected async Task<int> TokenErrcodeAsync(string secret = Secret, string corp = Corp) =>
        (int)(await Sim.GetTokenAsync(secret, corp))["errcode"]!;
}
