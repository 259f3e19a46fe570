using Npgsql;
using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Tenancy;

/// <summary>Tenants with the same app share nothing but what WeCom counts: its limits.</summary>
public sealed class SharedCorpTests : IAsyncLifetime
{
    // Two tenants' first tickets of both kinds, and not one more.
    private static readonly Dictionary<string, string?> s_options = new(StringComparer.Ordinal) { ["Wecom__TicketsPerAppPerHour"] = "4" };

    private PlatformHost? _host;

    private PlatformHost Host => _host ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync() => _host = await PlatformHost.StartAsync(new PlatformOptions { Environment = s_options });

    public async Task DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    [Fact]
    public async Task Each_fetches_and_keeps_values_of_its_own_within_one_budget()
    {
        var app = CorpApp.Fresh();
        var first = await Host.SetUpAppAsync(app, "first");
        var second = await Host.SetUpAppAsync(app, "second");
        var third = await Host.SetUpAppAsync(app, "third");

        (await Host.SignAsync(first)).Expect();
        (await Host.SignAsync(second)).Expect();
        var refused = await Host.SignAsync(third);

        refused.ShouldBeProblem(429, "rate_limited");
        refused.Headers.Keys.ShouldContain("Retry-After");
        var calls = await Host.Simulator.CallsAsync();
        calls.Total("/cgi-bin/gettoken").ShouldBe(3);
        calls.Total("/cgi-bin/get_jsapi_ticket").ShouldBe(2);
        calls.Total("/cgi-bin/ticket/get").ShouldBe(2);
        var rows = await RowsAsync();
        rows.Count.ShouldBe(7);
        rows.Distinct(StringComparer.Ordinal).Count().ShouldBe(7, "each value is sealed for its own row");

        (await Host.SignAsync(first)).Expect();
        (await Host.SetUpAppAsync(tenant: "third")).App.ShouldNotBe(app);
    }

    private async Task<List<string>> RowsAsync()
    {
        await using var connection = new NpgsqlConnection(Host.Database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select encode(sealed, 'hex') from credential where sealed is not null", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
