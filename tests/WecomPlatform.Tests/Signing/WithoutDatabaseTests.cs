using Microsoft.Extensions.Options;
using Npgsql;
using WecomPlatform.Credentials.Signing;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Postgres.Changes;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Registry;
using WecomPlatform.Server.Signing;
using WecomPlatform.Tests.Keys;
using WecomPlatform.Tests.Time;

namespace WecomPlatform.Tests.Signing;

/// <summary>With the database away signing goes on for the configured time and then stops: a revoked key must not live for ever.</summary>
public sealed class WithoutDatabaseTests : IAsyncDisposable
{
    private static readonly SignOptions Limits = new() { WithoutDatabase = TimeSpan.FromMinutes(30) };

    private readonly FakeClock _clock = new();
    private readonly DatabaseContact _contact;
    private readonly NpgsqlDataSource _refusing = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=nobody");

    public WithoutDatabaseTests() => _contact = new DatabaseContact(_clock);

    public async ValueTask DisposeAsync() => await _refusing.DisposeAsync();

    [Fact]
    public async Task Until_the_time_is_over_what_the_node_holds_is_looked_up()
    {
        _clock.Advance(Limits.WithoutDatabase);

        // It holds nothing here, and asks.
        await Should.ThrowAsync<NpgsqlException>(SignAsync);
    }

    [Fact]
    public async Task When_it_is_over_nothing_is_signed_until_the_database_is_heard_again()
    {
        _clock.Advance(Limits.WithoutDatabase + TimeSpan.FromTicks(1));
        (await SignAsync()).Problem.ShouldNotBeNull().Code.ShouldBe("store_unavailable");

        _clock.ShiftWall(TimeSpan.FromHours(-2));
        (await SignAsync()).Problem.ShouldNotBeNull().Code.ShouldBe("store_unavailable");

        _contact.Heard(_clock.GetUtcNow(), TimeSpan.Zero);
        await Should.ThrowAsync<NpgsqlException>(SignAsync);
    }

    private async Task<SignAnswer> SignAsync()
    {
        PageUrl.TryParse("https://app.example.com/", out var url, out _).ShouldBeTrue();
        var key = new ApiKeyRecord("k", Some.Tenant, ApiKeyKind.Secret, [], ["sign"], 0, true, _clock.GetUtcNow());
        var registry = new RegistryCache(new ApiKeyStore(_refusing), new CorpStore(_refusing), new SuiteStore(_refusing, null!), _clock);
        var service = new SignatureService(
            new SignPlanner(registry, null!, _clock),
            new SnapshotCache(),
            null!,
            new SignCounters(),
            new SignClock(_contact, Options.Create(Limits), _clock),
            Options.Create(Limits),
            _clock
        );
        return await service.SignAsync(
            new SignCall(key, Some.Corp, Some.Agent, null, url, SignIdentities.Corp, null),
            CancellationToken.None
        );
    }
}
