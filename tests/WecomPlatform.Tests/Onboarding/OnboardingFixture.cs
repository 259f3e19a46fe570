using WecomPlatform.Testing.Platform;
using WecomPlatform.Testing.Postgres;
using WecomPlatform.Tests.Simulator.Suites;

namespace WecomPlatform.Tests.Onboarding;

/// <summary>WeCom, a node, and what stands between them: shared, since each test brings a tenant, suites and a corp of its own.</summary>
public sealed class OnboardingFixture : IAsyncLifetime
{
    public SimulatorProcess Simulator { get; private set; } = null!;

    public string ConnectionString { get; private set; } = "";

    internal CallbackListener Listener { get; private set; } = null!;

    internal OnboardingNode Node { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Simulator = await SimulatorProcess.StartAsync();
        Listener = await CallbackListener.StartAsync();
        ConnectionString = (await SharedPostgres.CreateDatabaseAsync()).ConnectionString;
        Node = await OnboardingNode.StartAsync(ConnectionString, Simulator.BaseAddress);
    }

    public async Task DisposeAsync()
    {
        await Node.DisposeAsync();
        await Listener.DisposeAsync();
        await Simulator.DisposeAsync();
    }
}
