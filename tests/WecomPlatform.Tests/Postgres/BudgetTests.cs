using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Postgres.Credentials;
using WecomPlatform.Tests.Keys;
using WecomPlatform.Tests.Owners;
using WecomPlatform.Wecom.Egress;
using WecomPlatform.Wecom.Fetching;

namespace WecomPlatform.Tests.Postgres;

public sealed class BudgetTests(OwnersDatabase database) : IClassFixture<OwnersDatabase>
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly string _scope = $"test/{Guid.NewGuid():N}";
    private readonly PostgresBudgetLedger _ledger = new(database.Source);
    private readonly WecomOptions _options = new();

    private WecomBudgets Budgets => new(Options.Create(_options));

    [Fact]
    public async Task A_hundred_an_hour_pass_and_the_next_is_told_when_the_first_leaves_the_window()
    {
        var budget = Every(100);
        for (var n = 0; n < 100; n++)
        {
            (await ReserveAsync(budget)).ShouldBeNull();
        }

        var why = await ReserveAsync(budget);
        why!.Reason.ShouldBe(UnavailableReason.BudgetExhausted);
        why.RetryIn.ShouldBeInRange(TimeSpan.FromMinutes(59), Hour);

        await ShiftOldestAsync("59 minutes 30 seconds");
        (await ReserveAsync(budget))!.RetryIn.ShouldBeInRange(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30));
        await ShiftOldestAsync("1 minute");
        (await ReserveAsync(budget)).ShouldBeNull();
        (await ReserveAsync(budget)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_refused_attempt_counts_against_nothing()
    {
        var free = new Budget(_scope + "/free", 100, Hour, BudgetRule.EveryAttempt);
        await ReserveAsync(free, Every(1));
        (await ReserveAsync(free, Every(1))).ShouldNotBeNull();

        (await CountAsync(_scope + "/free")).ShouldBe(1);
        (await CountAsync(_scope)).ShouldBe(1);
    }

    [Fact]
    public async Task Reservations_made_at_the_same_time_never_exceed_the_limit()
    {
        var other = new Budget(_scope + "/other", 1000, Hour, BudgetRule.EveryAttempt);
        var taken = await Task.WhenAll(
            Enumerable
                .Range(0, 60)
                .Select(n => Task.Run(() => n % 2 == 0 ? ReserveAsync(Every(20), other) : ReserveAsync(other, Every(20))))
        );

        taken.Count(why => why is null).ShouldBe(20);
        (await CountAsync(_scope)).ShouldBe(20);
    }

    [Fact]
    public async Task All_tenants_and_apps_of_a_corp_share_its_budget_and_each_app_has_one_of_its_own()
    {
        _options.TicketsPerCorpPerHour = 3;
        _options.TicketsPerAppPerHour = 2;
        _options.ScheduledShare = 0;
        var corp = CorpId.Parse($"ww{Guid.NewGuid():N}");

        (await TakeAsync("t1", corp, 1)).ShouldBeNull();
        (await TakeAsync("t2", corp, 1)).ShouldBeNull();
        (await TakeAsync("t3", corp, 1)).ShouldBe($"The hourly calls of tickets/app/{corp}/1 are used up.");
        (await TakeAsync("t1", corp, 2)).ShouldBeNull();
        (await TakeAsync("t1", corp, 3)).ShouldBe($"The hourly calls of tickets/corp/{corp} are used up.");
        (await TakeAsync("t1", CorpId.Parse("wwother" + corp.Value[..8]), 3)).ShouldBeNull();
    }

    [Fact]
    public async Task An_attempt_over_budget_takes_no_lease()
    {
        var key = Key("t1", Some.Corp);
        var take = await TakeAsync(key, [Every(0)]);

        take.Refusal!.Reason.ShouldBe(UnavailableReason.BudgetExhausted);
        (await Rows().ReadAsync(key, CancellationToken.None)).Lease.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_part_of_the_tickets_is_kept_for_refreshes_ahead_of_time()
    {
        var corp = CorpId.Parse($"ww{Guid.NewGuid():N}");
        for (var n = 0; n < 95; n++)
        {
            (await ReserveAsync([.. Budgets.Ticket(corp, Some.Agent, RefreshCause.Demanded)])).ShouldBeNull();
        }

        (await ReserveAsync([.. Budgets.Ticket(corp, Some.Agent, RefreshCause.Demanded)])).ShouldNotBeNull();
        (await ReserveAsync([.. Budgets.Ticket(corp, Some.Agent, RefreshCause.Forced)])).ShouldNotBeNull();
        for (var n = 0; n < 5; n++)
        {
            (await ReserveAsync([.. Budgets.Ticket(corp, Some.Agent, RefreshCause.Scheduled)])).ShouldBeNull();
        }

        (await ReserveAsync([.. Budgets.Ticket(corp, Some.Agent, RefreshCause.Scheduled)])).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(UnavailableReason.UpstreamUnavailable, true)]
    [InlineData(UnavailableReason.SecretRejected, false)]
    public async Task A_probe_is_given_back_unless_the_secret_was_wrong(UnavailableReason? outcome, bool isGivenBack)
    {
        var probe = new Budget(_scope, 1, Hour, BudgetRule.Probe);
        var permit = await PermitAsync(probe);
        (await ReserveAsync(probe))!.Reason.ShouldBe(UnavailableReason.SecretProbePaused);
        var failure = outcome is { } reason ? new Unavailable(reason, TimeSpan.Zero) : null;
        (await Rows().TryReleaseAsync(permit, failure, CancellationToken.None)).ShouldBeTrue();

        (await ReserveAsync(probe) is null).ShouldBe(isGivenBack);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_attempt_that_WeCom_never_saw_is_given_back(bool isUnsent)
    {
        var permit = await PermitAsync(Every(1));
        var failure = new Unavailable(UnavailableReason.UpstreamUnavailable, TimeSpan.Zero) { IsUnsent = isUnsent };
        (await Rows().TryReleaseAsync(permit, failure, CancellationToken.None)).ShouldBeTrue();

        (await ReserveAsync(Every(1)) is null).ShouldBe(isUnsent);
    }

    [Fact]
    public async Task A_probe_that_brought_a_value_is_given_back()
    {
        var probe = new Budget(_scope, 1, Hour, BudgetRule.Probe);
        var permit = await PermitAsync(probe);
        var value = FakeWecom.Value("v").Value!;
        (await Rows().TryWriteAsync(permit, value, false, default, CancellationToken.None)).ShouldNotBeNull();

        (await ReserveAsync(probe)).ShouldBeNull();
    }

    [Fact]
    public async Task What_is_watched_counts_only_what_turned_out_wrong()
    {
        var watch = new Budget(_scope, 2, Hour, BudgetRule.Watch);
        for (var n = 0; n < 5; n++)
        {
            (await ReserveAsync(watch)).ShouldBeNull();
        }

        for (var n = 0; n < 2; n++)
        {
            var permit = await PermitAsync(watch);
            await Rows().TryReleaseAsync(permit, new Unavailable(UnavailableReason.SecretRejected, TimeSpan.Zero), CancellationToken.None);
        }

        (await ReserveAsync(watch))!.Reason.ShouldBe(UnavailableReason.SecretProbePaused);
    }

    [Fact]
    public async Task Many_wrong_secrets_from_one_address_stop_those_who_sent_them_first_and_all_unproven_ones_last()
    {
        _options.WrongSecretsPerEgressPerHour = 3;
        _options.WrongSecretsPerTenantPerHour = 2;
        var egress = $"proxy-{Guid.NewGuid():N}";
        var tenants = Enumerable.Range(0, 10).Select(_ => TenantId.Parse($"t{Guid.NewGuid():N}")).ToList();

        await WrongAsync(tenants[0], egress);
        await WrongAsync(tenants[1], egress);
        (await ProbeAsync(tenants[0], egress)).ShouldBeNull("one wrong secret is a slip");
        await WrongAsync(tenants[1], egress);
        (await ProbeAsync(tenants[1], egress)).ShouldNotBeNull("two in an hour are a tenant's limit");
        (await ProbeAsync(tenants[0], egress)).ShouldNotBeNull("in alarm one is too many");
        (await ProbeAsync(tenants[0], "elsewhere" + egress)).ShouldBeNull("another address is not in alarm");

        for (var n = 2; n < 8; n++)
        {
            await WrongAsync(tenants[n], egress);
        }

        (await ProbeAsync(tenants[9], egress))!.Reason.ShouldBe(UnavailableReason.SecretProbePaused);
        (await ProbeAsync(tenants[9], egress, isProven: true)).ShouldBeNull("a proven secret does not get the address banned");
        (await ProbeAsync(tenants[2], egress, isProven: true)).ShouldNotBeNull("unless its tenant sends wrong ones");
    }

    private static CredentialKey Key(string tenant, CorpId corp, long agent = 1) =>
        CredentialKey.CorpTicket(TenantId.Parse($"{tenant}-{Guid.NewGuid():N}"), corp, AgentId.Create(agent));

    private Budget Every(int limit) => new(_scope, limit, Hour, BudgetRule.EveryAttempt);

    private PostgresCredentialRows Rows() =>
        new(
            database.Source,
            OwnersDatabase.NewSealer(),
            new CredentialRowsOptions("n", TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1)),
            TimeProvider.System,
            NullLogger<PostgresCredentialRows>.Instance
        );

    private async Task<Unavailable?> ReserveAsync(params Budget[] budgets) =>
        (await _ledger.TryReserveAsync(budgets, CancellationToken.None)).Refusal;

    private async Task<string?> TakeAsync(string tenant, CorpId corp, long agent)
    {
        var budgets = Budgets.Ticket(corp, AgentId.Create(agent), RefreshCause.Demanded);
        return (await TakeAsync(Key(tenant, corp, agent), budgets)).Refusal?.Detail;
    }

    private async Task<TakeResult> TakeAsync(CredentialKey key, IReadOnlyList<Budget> budgets)
    {
        var row = await Rows().ReadAsync(key, CancellationToken.None);
        return await Rows().TryTakeAsync(row, RefreshCause.Demanded, budgets, CancellationToken.None);
    }

    private async Task<FetchPermit> PermitAsync(Budget budget)
    {
        var take = await TakeAsync(Key("t", Some.Corp), [budget]);
        return take.Permit.ShouldNotBeNull();
    }

    private async Task WrongAsync(TenantId tenant, string egress)
    {
        var (reservation, _) = await _ledger.TryReserveAsync(Budgets.SecretProbe(tenant, egress, isProven: false), CancellationToken.None);
        await _ledger.SettleAsync(reservation.ShouldNotBeNull(), wasRejected: true, CancellationToken.None);
    }

    // Looks whether an attempt would be let through, and gives it back.
    private async Task<Unavailable?> ProbeAsync(TenantId tenant, string egress, bool isProven = false)
    {
        var (reservation, refusal) = await _ledger.TryReserveAsync(Budgets.SecretProbe(tenant, egress, isProven), CancellationToken.None);
        if (reservation is not null)
        {
            await _ledger.SettleAsync(reservation, wasRejected: false, CancellationToken.None);
        }

        return refusal;
    }

    private Task ShiftOldestAsync(string by) =>
        database.ExecuteAsync(
            $"update budget_entry set at = at - interval '{by}' where id = (select id from budget_entry where scope = @scope order by at limit 1)",
            new { scope = _scope }
        );

    private Task<long> CountAsync(string scope) =>
        database.ScalarAsync<long>("select count(*) from budget_entry where scope = @scope", new { scope });
}
