using Npgsql;
using WecomPlatform.Testing.Network;
using WecomPlatform.Testing.Platform;
using WecomPlatform.Testing.Postgres;

namespace WecomPlatform.SystemTests.Faults;

/// <summary>Two nodes with short leases. The first reaches PostgreSQL directly, the second through a gate that tests cut.</summary>
public sealed class OneNodeBehindAGate : IAsyncLifetime
{
    private PlatformHost? _host;
    private TcpGate? _gate;

    public PlatformHost Host => _host ?? throw new InvalidOperationException("Not started.");

    public TcpGate Gate => _gate ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync()
    {
        _gate = TcpGate.Start((await SharedPostgres.GetAsync()).Port);
        _host = await PlatformHost.StartAsync(
            new PlatformOptions
            {
                Environment = new Dictionary<string, string?>
                {
                    ["Credentials__Lease"] = "00:00:06",
                    ["Credentials__FetchTimeout"] = "00:00:03",
                },
            }
        );
        var through = new NpgsqlConnectionStringBuilder(_host.Database.ConnectionString) { Port = _gate.Port };
        await _host.AddNodeAsync(new Dictionary<string, string?> { ["ConnectionStrings__Platform"] = through.ConnectionString });
    }

    public async Task DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        if (_gate is not null)
        {
            await _gate.DisposeAsync();
        }
    }
}
