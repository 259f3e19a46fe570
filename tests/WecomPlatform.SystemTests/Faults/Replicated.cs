using WecomPlatform.Testing.Platform;
using WecomPlatform.Testing.Postgres;
using WecomPlatform.Testing.Processes;

namespace WecomPlatform.SystemTests.Faults;

/// <summary>A primary with a hot standby, and two nodes that are told both hosts and may read a wall clock of their own.</summary>
public sealed class Replicated : IAsyncDisposable
{
    private Replicated(PostgresServer primary, PostgresServer standby, PlatformHost host) =>
        (Primary, Standby, Host) = (primary, standby, host);

    public PostgresServer Primary { get; }

    public PostgresServer Standby { get; }

    public PlatformHost Host { get; }

    /// <summary>The platform's database on the standby.</summary>
    public PostgresDatabase Promoted => new(Host.Database.Name, Standby.ConnectionString(Host.Database.Name));

    public static async Task<Replicated> StartAsync(bool isSynchronous, ShiftedClock? clock = null)
    {
        var primary = await PostgresServer.StartAsync();
        var standby = await primary.StandbyAsync(isSynchronous);
        var host = await PlatformHost.StartAsync(new PlatformOptions { Nodes = 0, Postgres = primary });
        var connection =
            $"Host=127.0.0.1:{primary.Port},127.0.0.1:{standby.Port};Username=postgres;Database={host.Database.Name};Target Session Attributes=primary";
        var environment = new Dictionary<string, string?>(clock?.Environment ?? new Dictionary<string, string?>())
        {
            ["ConnectionStrings__Platform"] = connection,
        };
        await host.AddNodeAsync(environment);
        await host.AddNodeAsync(environment);
        return new Replicated(primary, standby, host);
    }

    /// <summary>The primary crashes and the standby takes its place.</summary>
    public async Task FailOverAsync()
    {
        await Primary.StopAsync(PostgresStop.Immediate);
        await Standby.StartAgainAsync();
        await Standby.PromoteAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Standby.DisposeAsync();
        await Primary.DisposeAsync();
    }
}
