using System.Threading.RateLimiting;
using Npgsql;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Source;
using WecomPlatform.Testing;
using WecomPlatform.Tests.Keys;

namespace WecomPlatform.Tests.Owners;

/// <summary>Failures: remembered, told apart, and never taken for values.</summary>
public abstract class FailureContract(OwnersDatabase database, IOwnersEngine engine) : OwnersContract(database, engine)
{
    [Theory]
    [InlineData(600)]
    [InlineData(30)]
    public async Task A_node_that_has_just_started_serves_a_value_that_lives_though_it_is_due_and_weCom_is_away(int secondsLeft)
    {
        var first = await (await StartNodeAsync("a")).ValueAsync(Token);
        await AgeAsync(Token, secondsLeft);
        Wecom.Judge = (_, _) => FakeWecom.Failure();

        (await (await StartNodeAsync("b")).ValueAsync(Token)).Generation.ShouldBe(first.Generation);
    }

    [Fact]
    public async Task A_refresh_that_fails_does_not_hide_what_another_node_wrote_meanwhile()
    {
        var (a, b) = (await StartNodeAsync("a"), await StartNodeAsync("b"));
        var call = Wecom.Hold(Token);
        var asked = a.ValueAsync(CorpTicket);
        await call.Begun;
        var other = await b.Owners.PushAsync(CorpTicket, FakeWecom.Value("other").Value!, CancellationToken.None);
        a.Adopt(await ReadAsync(CorpTicket));
        call.Answer(FakeWecom.Failure());

        (await asked).Generation.ShouldBe(other!.Generation);
    }

    [Fact]
    public async Task A_rejected_secret_is_tried_once_and_not_again_for_an_hour()
    {
        OwnersNode[] nodes = [await StartNodeAsync("a"), await StartNodeAsync("b")];
        Wecom.Next(Token, FakeWecom.Failure(UnavailableReason.SecretRejected, code: 40001));
        foreach (var node in nodes.Concat(nodes))
        {
            var why = await node.RefusalAsync(Token);
            why.Reason.ShouldBe(UnavailableReason.SecretRejected);
            why.RetryIn.ShouldBeInRange(TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(60));
        }

        Wecom.Calls(Token).ShouldBe(1);
    }

    [Fact]
    public async Task Forgetting_tries_the_changed_secret_at_once()
    {
        var node = await StartNodeAsync();
        Wecom.Next(Token, FakeWecom.Failure(UnavailableReason.SecretRejected));
        await node.RefusalAsync(CorpTicket);
        await node.Owners.ForgetAsync([Token, CorpTicket, AgentTicket], CancellationToken.None);

        await node.ValueAsync(CorpTicket);
        Wecom.Calls(Token).ShouldBe(2);
    }

    [Fact]
    public async Task Forgetting_while_the_old_secret_is_being_tried_drops_its_failure()
    {
        var node = await StartNodeAsync();
        var call = Wecom.Hold(Token);
        var asked = node.ValueAsync(Token);
        await call.Begun;
        await node.Owners.ForgetAsync([Token], CancellationToken.None);
        call.Answer(FakeWecom.Failure(UnavailableReason.SecretRejected));

        await asked;
        Wecom.Calls(Token).ShouldBe(2);
    }

    [Fact]
    public async Task A_weCom_that_does_not_answer_is_given_up_at_the_deadline()
    {
        Policy.FetchTimeout = TimeSpan.FromMilliseconds(300);
        var node = await StartNodeAsync();
        _ = Wecom.Hold(Token);

        var why = await node.RefusalAsync(Token);
        why.Reason.ShouldBe(UnavailableReason.UpstreamUnavailable);
        why.RetryIn.ShouldBeGreaterThan(TimeSpan.Zero);
        (await ReadAsync(Token)).Lease.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task What_fails_in_its_turn_is_counted_before_the_next_is_looked_at()
    {
        await using var oneAtATime = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = 100 });
        Wecom.Turns = async ct => new Turn(await oneAtATime.AcquireAsync(1, ct));
        Wecom.Budgets = (key, _) => [new Budget($"wrong/{key.Tenant}", 1, TimeSpan.FromHours(1), BudgetRule.Watch)];
        Wecom.Judge = (_, _) => FakeWecom.Failure(UnavailableReason.SecretRejected);
        var node = await StartNodeAsync();
        var tokens = Enumerable.Range(1, 20).Select(n => CredentialKey.AccessToken(Token.Tenant, Some.Corp, AgentId.Create(n))).ToList();

        var refusals = await Task.WhenAll(tokens.Select(token => node.RefusalAsync(token)));
        refusals.Count(why => why.Reason == UnavailableReason.SecretRejected).ShouldBe(1);
        refusals.Count(why => why.Reason == UnavailableReason.SecretProbePaused).ShouldBe(19);
        tokens.Sum(Wecom.Calls).ShouldBe(1);
    }

    [Fact]
    public async Task An_attempt_whose_turn_does_not_come_is_given_up_at_the_deadline_and_holds_no_lease()
    {
        Policy.FetchTimeout = TimeSpan.FromSeconds(1);
        var waiting = new TaskCompletionSource();
        Wecom.Turns = async ct =>
        {
            waiting.TrySetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return Turn.Free;
        };
        var asked = (await StartNodeAsync()).RefusalAsync(Token);
        await waiting.Task;
        (await ReadAsync(Token)).Lease.ShouldBe(TimeSpan.Zero);

        var why = await asked;
        why.Reason.ShouldBe(UnavailableReason.UpstreamUnavailable);
        why.RetryIn.ShouldBeGreaterThan(TimeSpan.Zero);
        Wecom.Calls(Token).ShouldBe(0);
    }

    [Fact]
    public async Task Without_the_database_there_is_no_value_and_weCom_is_left_alone()
    {
        var rows = new ShakyRows(Rows()) { IsDown = true };
        var node = await StartNodeAsync(rows: rows);

        var why = await node.RefusalAsync(Token);
        why.Reason.ShouldBe(UnavailableReason.StoreUnavailable);
        why.RetryIn.ShouldBeGreaterThan(TimeSpan.Zero);
        Wecom.Calls(Token).ShouldBe(0);
        node.Events.StoreFailures.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_database_that_refuses_connections_is_told_as_such()
    {
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=2");
        var rows = new WecomPlatform.Postgres.Credentials.PostgresCredentialRows(
            nowhere,
            OwnersDatabase.NewSealer(),
            new("n", Policy.Lease, Policy.ForcedRefreshInterval),
            TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<WecomPlatform.Postgres.Credentials.PostgresCredentialRows>.Instance
        );
        var node = await StartNodeAsync(rows: rows);

        (await node.RefusalAsync(Token)).Reason.ShouldBe(UnavailableReason.StoreUnavailable);
    }

    [Theory]
    [InlineData(3000)]
    [InlineData(600)]
    [InlineData(30)]
    public async Task Without_the_database_a_value_is_served_as_long_as_it_lives(double left)
    {
        var rows = new ShakyRows(Rows());
        var node = await StartNodeAsync(rows: rows);
        var held = await node.ValueAsync(Token);
        await AgeAsync(Token, left);
        node.Adopt(await ReadAsync(Token));
        rows.IsDown = true;

        for (var n = 0; n < 3; n++)
        {
            (await node.ValueAsync(Token)).Generation.ShouldBe(held.Generation);
        }

        Wecom.Calls(Token).ShouldBe(1);
    }

    [Fact]
    public async Task When_the_database_is_back_so_are_values()
    {
        var rows = new ShakyRows(Rows()) { IsDown = true };
        var node = await StartNodeAsync(rows: rows);
        await node.RefusalAsync(Token);
        rows.IsDown = false;

        await Eventually.TrueAsync(async ct => (await node.GetAsync(Token, ct: ct)).IsAvailable, "the value is fetched");
    }

    [Fact]
    public async Task A_value_that_was_fetched_is_offered_again_to_a_database_that_stumbles()
    {
        var rows = new ShakyRows(Rows()) { FailWrites = 2 };
        var node = await StartNodeAsync(rows: rows);

        await node.ValueAsync(Token);
        Wecom.Calls(Token).ShouldBe(1);
        node.Events.StoreFailures.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_app_that_is_not_registered_is_told_as_such_and_leaves_no_trace()
    {
        var node = await StartNodeAsync();
        Wecom.Unregistered[Token] = true;
        (await node.RefusalAsync(Token)).Reason.ShouldBe(UnavailableReason.AppUnknown);
        (await Database.ScalarAsync<long>("select count(*) from credential where key = @key", new { key = Token.ToString() })).ShouldBe(0);

        Wecom.Unregistered.Clear();
        await node.ValueAsync(Token);
    }
}
