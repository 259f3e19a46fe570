using System.Diagnostics;
using System.Net;
using Npgsql;
using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Platform;
using Xunit.Abstractions;

namespace WecomPlatform.SystemTests.Revocation;

/// <summary>Who may no longer sign is stopped on every node: in two seconds by notification, in ten without.</summary>
public sealed class RevocationTests(TwoNodes nodes, ITestOutputHelper output) : IClassFixture<TwoNodes>
{
    private static readonly TimeSpan ByNotification = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ByPoll = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("key")]
    [InlineData("tenant")]
    [InlineData("agent")]
    public async Task A_notification_stops_signing_on_all_nodes_in_two_seconds(string what)
    {
        var (host, app, keyId) = await SetUpAsync();

        await StopsAsync(host, app, what, keyId, ByNotification);
    }

    [Theory]
    [InlineData("key")]
    [InlineData("tenant")]
    [InlineData("agent")]
    public async Task A_node_whose_connections_were_cut_just_before_stops_signing_in_ten_seconds(string what)
    {
        var (host, app, keyId) = await SetUpAsync();

        var cut = await host.Database.RunAsync<long>(
            """
            select count(pg_terminate_backend(pid)) from pg_stat_activity
            where datname = current_database() and application_name = 'wecom-platform'
            """
        );

        cut.ShouldBeGreaterThanOrEqualTo(2);
        await StopsAsync(host, app, what, keyId, ByPoll);
    }

    [Fact]
    public async Task Without_any_notification_the_poll_stops_signing_in_ten_seconds_even_beside_a_long_transaction()
    {
        var (host, app, keyId) = await SetUpAsync();
        await using var silence = await WithoutNotificationsAsync(host);
        await PolledAsync(host);
        // Its number is the oldest that is still open: everything that is changed meanwhile lies behind it.
        await using var connection = new NpgsqlConnection(host.Database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var begin = new NpgsqlCommand("select pg_current_xact_id()", connection, transaction);
        await begin.ExecuteScalarAsync();

        await StopsAsync(host, app, "key", keyId, ByPoll);
    }

    [Theory]
    [InlineData("key")]
    [InlineData("tenant")]
    [InlineData("agent")]
    public async Task Without_any_notification_the_poll_stops_signing_in_ten_seconds(string what)
    {
        var (host, app, keyId) = await SetUpAsync();
        await using var silence = await WithoutNotificationsAsync(host);
        await PolledAsync(host);

        await StopsAsync(host, app, what, keyId, ByPoll);
    }

    // What was changed before is told by then, and not mistaken for what comes next.
    private static Task PolledAsync(PlatformHost host) =>
        Task.WhenAll(
            host.Nodes.Select(async node =>
            {
                var silence = 0.0;
                await Eventually.TrueAsync(
                    async _ =>
                    {
                        var before = silence;
                        silence = await node.MetricAsync("wecom_database_silence_seconds ");
                        return silence < before;
                    },
                    "the node polls the database"
                );
            })
        );

    private static async Task<Undo> WithoutNotificationsAsync(PlatformHost host)
    {
        var body = await host.Database.RunAsync<string>("select pg_get_functiondef('record_change'::regproc)");
        body.ShouldNotBeNull();
        await host.Database.RunAsync<object>(body.Replace("perform pg_notify", "perform concat", StringComparison.Ordinal));
        return new Undo(() => host.Database.RunAsync<object>(body));
    }

    private async Task<(PlatformHost Host, PlatformApp App, string KeyId)> SetUpAsync()
    {
        var host = await nodes.CleanAsync();
        var tenant = $"t{Guid.NewGuid():N}";
        var app = await host.SetUpAppAsync(tenant: tenant);
        foreach (var node in new[] { 0, 1 })
        {
            await SignatureChecker.CheckAsync(host.Simulator, await host.SignAsync(app, node: node), app.App);
        }

        return (host, app, app.Key.Split('_')[1]);
    }

    private async Task StopsAsync(PlatformHost host, PlatformApp app, string what, string keyId, TimeSpan bound)
    {
        var path = what switch
        {
            "key" => $"tenants/{app.Tenant}/keys/{keyId}",
            "tenant" => $"tenants/{app.Tenant}",
            _ => $"tenants/{app.Tenant}/corps/{app.App.CorpId}/agents/{app.App.AgentId}",
        };
        await Eventually.TrueAsync(
            async _ =>
                (
                    what == "tenant"
                        ? await host.Admin.SendAsync(HttpMethod.Patch, path, new { Enabled = false })
                        : await host.Admin.SendAsync(HttpMethod.Delete, path)
                ).IsSuccess,
            $"the {what} is gone"
        );

        var watch = Stopwatch.StartNew();
        var expected = what == "agent" ? HttpStatusCode.NotFound : HttpStatusCode.Unauthorized;
        var took = await Task.WhenAll(
            Enumerable
                .Range(0, host.Nodes.Count)
                .Select(async node =>
                {
                    await Eventually.TrueAsync(
                        async _ => (await host.SignAsync(app, node: node)).Status == expected,
                        $"node {node} stops signing after the {what} is gone"
                    );
                    return watch.Elapsed;
                })
        );
        output.WriteLine($"{what}: {string.Join(", ", took.Select(time => $"{time.TotalMilliseconds:0} ms"))}");
        took.Max().ShouldBeLessThan(bound);
    }

    private sealed class Undo(Func<Task> act) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await act();
    }
}
