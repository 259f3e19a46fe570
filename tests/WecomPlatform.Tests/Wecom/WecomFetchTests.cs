using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Source;
using WecomPlatform.Credentials.Time;
using WecomPlatform.Tests.Keys;
using WecomPlatform.Tests.Simulator;

namespace WecomPlatform.Tests.Wecom;

/// <summary>Fetching against WeCom as the simulator imitates it.</summary>
#pragma warning disable CA1001 // IAsyncLifetime disposes of it.
public sealed class WecomFetchTests : SimulatorTests, IAsyncLifetime
#pragma warning restore CA1001
{
    private WecomParts _wecom = null!;

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        _wecom = new WecomParts(Sim.Http.BaseAddress!);
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await _wecom.DisposeAsync();
        await DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_token_and_both_tickets_are_fetched_whether_success_has_an_errcode_or_not(bool omitsErrcode)
    {
        if (omitsErrcode)
        {
            await Sim.SettingsAsync("""{"omitErrcodeOnSuccess":true}""");
        }

        var token = (await _wecom.FetchTokenAsync()).Value!;
        token.Lifetime.ShouldBe(TimeSpan.FromHours(2));
        var corp = (await FetchTicketAsync(Some.CorpTicket, token.Value)).Value!;
        var agent = (await FetchTicketAsync(Some.AgentTicket, token.Value)).Value!;

        var issued = await Sim.SimAsync("credentials");
        ((string)issued["accessTokens"]![0]!["value"]!).ShouldBe(token.Value.Reveal());
        ((string)issued["corpTickets"]![0]!["value"]!).ShouldBe(corp.Value.Reveal());
        ((string)issued["agentTickets"]![0]!["value"]!).ShouldBe(agent.Value.Reveal());
    }

    [Theory]
    [InlineData(-1, UnavailableReason.UpstreamUnavailable, 0)]
    [InlineData(40001, UnavailableReason.SecretRejected, 0)]
    [InlineData(40091, UnavailableReason.SecretRejected, 0)]
    [InlineData(40013, UnavailableReason.CorpRejected, 0)]
    [InlineData(60020, UnavailableReason.IpNotAllowed, 0)]
    [InlineData(45009, UnavailableReason.UpstreamLimited, 60)]
    [InlineData(45033, UnavailableReason.UpstreamLimited, 5)]
    [InlineData(48002, UnavailableReason.Refused, 0)]
    public async Task Each_error_means_what_weComs_table_says(int errcode, UnavailableReason reason, int wait)
    {
        await Sim.FaultAsync($$"""{"path":"/cgi-bin/gettoken","errcode":{{errcode}}}""");

        var why = await _wecom.RefusalAsync();
        why.Reason.ShouldBe(reason);
        why.UpstreamCode.ShouldBe(errcode);
        why.RetryIn.ShouldBe(TimeSpan.FromSeconds(wait));
        ((int)(await Sim.SimAsync("calls"))["GET /cgi-bin/gettoken"]!["total"]!).ShouldBe(1, "one attempt is one call");
    }

    [Theory]
    [InlineData(40014)]
    [InlineData(42001)]
    public async Task A_dead_token_is_the_parents_matter(int errcode)
    {
        await Sim.FaultAsync($$"""{"path":"/cgi-bin/get_jsapi_ticket","errcode":{{errcode}}}""");

        var result = await FetchTicketAsync(Some.CorpTicket, new Secret("a-token"));
        result.Blame.ShouldBe(ParentBlame.Likely);
        result.Why!.UpstreamCode.ShouldBe(errcode);
    }

    [Fact]
    public async Task An_hour_of_tickets_used_up_is_waited_out_for_an_hour()
    {
        await Sim.FaultAsync("""{"path":"/cgi-bin/ticket/get","errcode":45009}""");

        (await FetchTicketAsync(Some.AgentTicket, new Secret("t"))).Why!.RetryIn.ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task The_operator_is_told_which_address_weCom_saw()
    {
        await Sim.FaultAsync("""{"path":"/cgi-bin/gettoken","errcode":60020}""");

        (await _wecom.RefusalAsync()).Detail.ShouldBe("WeCom saw the address 127.0.0.1.");
    }

    [Theory]
    [InlineData("""{"path":"/cgi-bin/gettoken","httpStatus":500}""", "HTTP 500")]
    [InlineData("""{"path":"/cgi-bin/gettoken","httpStatus":200}""", "unreadable")]
    [InlineData("""{"path":"/cgi-bin/gettoken","drop":true}""", "No answer")]
    public async Task What_stands_between_is_trouble_that_passes(string fault, string detail)
    {
        await Sim.FaultAsync(fault);

        var why = await _wecom.RefusalAsync();
        why.Reason.ShouldBe(UnavailableReason.UpstreamUnavailable);
        why.UpstreamCode.ShouldBeNull();
        why.Detail!.ShouldContain(detail);
        why.Detail!.ShouldNotContain("corpsecret");
    }

    [Fact]
    public async Task A_slow_answer_ends_at_the_callers_deadline()
    {
        await Sim.FaultAsync("""{"path":"/cgi-bin/gettoken","delayMs":30000}""");
        using var deadline = new CancellationTokenSource();
        var fetching = _wecom.FetchTokenAsync(deadline.Token);
        await Sim.Clock.TimerDueWithinAsync(TimeSpan.FromSeconds(30));
        await deadline.CancelAsync();

        (await Should.ThrowAsync<OperationCanceledException>(() => fetching)).ToString().ShouldNotContain(Secret);
    }

    [Fact]
    public async Task A_life_is_counted_from_before_the_request()
    {
        await using var wecom = new WecomParts(Sim.Http.BaseAddress!, clock: Sim.Clock);
        await Sim.FaultAsync("""{"path":"/cgi-bin/gettoken","delayMs":3000,"count":1}""");
        var fetching = wecom.FetchTokenAsync();
        await Sim.Clock.TimerDueWithinAsync(TimeSpan.FromSeconds(3));
        Sim.Clock.Advance(TimeSpan.FromSeconds(3));

        var value = (await fetching).Value!;
        value.Lifetime.ShouldBe(TimeSpan.FromSeconds(7200));
        value.Remaining(Sim.Clock).ShouldBe(TimeSpan.FromSeconds(7197));
        value.RoundTrip.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task No_more_requests_are_in_flight_than_allowed()
    {
        await using var wecom = new WecomParts(Sim.Http.BaseAddress!, options => options.MaxConcurrency = 3);
        await Sim.FaultAsync("""{"path":"/cgi-bin/gettoken","delayMs":60000}""");
        var fetches = Enumerable.Range(0, 10).Select(_ => wecom.FetchTokenAsync()).ToList();
        await Sim.Clock.TimerDueWithinAsync(TimeSpan.FromSeconds(60), atLeast: 3);
        ((int)(await Sim.SimAsync("calls"))["GET /cgi-bin/gettoken"]!["total"]!).ShouldBe(3);

        // The other APIs have places of their own.
        await FetchTicketAsync(wecom, Some.CorpTicket, new Secret("t"));
        await Sim.SimAsync(HttpMethod.Delete, "faults");
        Sim.Clock.Advance(TimeSpan.FromSeconds(60));
        (await Task.WhenAll(fetches)).ShouldAllBe(result => result.Value != null);
    }

    [Fact]
    public async Task A_secret_that_was_changed_after_the_lease_was_taken_is_tried_in_its_new_form()
    {
        _wecom.Accounts.Account = new AppAccount(new Secret("old"), false, null);
        var planned = (await _wecom.Source.PlanAsync(Some.Token, default))!;
        _wecom.Accounts.Account = new AppAccount(new Secret(Secret), false, null);

        (await planned.RunAsync(null, default)).Value.ShouldNotBeNull();
        _wecom.Accounts.Proven.ShouldBe([Secret]);
    }

    [Fact]
    public async Task An_app_that_is_not_registered_is_not_planned_for_and_one_deleted_meanwhile_not_called_for()
    {
        var planned = (await _wecom.Source.PlanAsync(Some.Token, default))!;
        _wecom.Accounts.Account = null;

        (await _wecom.Source.PlanAsync(Some.Token, default)).ShouldBeNull();
        (await planned.RunAsync(null, default)).Why!.Reason.ShouldBe(UnavailableReason.AppUnknown);
    }

    [Fact]
    public async Task A_token_is_not_lost_because_its_secret_could_not_be_marked_proven()
    {
        _wecom.Accounts.Account = new AppAccount(new Secret(Secret), false, null);
        _wecom.Accounts.OnProven = () => throw new InvalidOperationException("the database is down");

        (await _wecom.FetchTokenAsync()).Value.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_wrong_secret_is_not_marked_proven()
    {
        _wecom.Accounts.Account = new AppAccount(new Secret("wrong"), false, null);

        (await _wecom.FetchTokenAsync()).Why!.Reason.ShouldBe(UnavailableReason.SecretRejected);
        _wecom.Accounts.Proven.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_secret_is_checked_to_be_this_apps_own()
    {
        await Sim.PutAgentAsync(7, """{"secret":"of-seven"}""");

        (await CheckAsync(Secret)).Token.ShouldNotBeNull();
        (await CheckAsync("of-seven")).IsOfOtherAgent.ShouldBeTrue();
        (await CheckAsync("wrong")).Why!.Reason.ShouldBe(UnavailableReason.SecretRejected);
        _wecom.Ledger.Settled.ShouldBe([false, false, true]);
    }

    [Fact]
    public async Task A_check_that_must_not_be_made_calls_nobody()
    {
        _wecom.Ledger.Refusal = new Unavailable(UnavailableReason.SecretProbePaused, TimeSpan.FromMinutes(1));

        (await CheckAsync(Secret)).Why!.Reason.ShouldBe(UnavailableReason.SecretProbePaused);
        (await Sim.SimAsync("calls/log")).AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_where_there_is_no_connection_WeCom_has_surely_not_seen_the_attempt()
    {
        await using var nowhere = new WecomParts(new Uri("http://127.0.0.1:1/"));
        (await nowhere.RefusalAsync()).IsUnsent.ShouldBeTrue();

        await Sim.FaultAsync("""{"path":"/cgi-bin/gettoken","drop":true}""");
        (await _wecom.RefusalAsync()).IsUnsent.ShouldBeFalse();
    }

    [Fact]
    public async Task A_check_that_weCom_does_not_answer_does_not_count_as_a_wrong_secret()
    {
        await Sim.FaultAsync("""{"path":"/cgi-bin/gettoken","delayMs":30000}""");
        using var deadline = new CancellationTokenSource();
        var checking = CheckAsync(Secret, deadline.Token);
        await Sim.Clock.TimerDueWithinAsync(TimeSpan.FromSeconds(30));
        await deadline.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => checking);

        _wecom.Ledger.Settled.ShouldBe([false]);
    }

    private Task<WecomPlatform.Wecom.Fetching.SecretVerdict> CheckAsync(string secret, CancellationToken ct = default) =>
        _wecom.Check.RunAsync(Some.Tenant, Some.Corp, AgentId.Create(App), new Secret(secret), null, ct);

    private Task<FetchResult> FetchTicketAsync(CredentialKey key, Secret token) => FetchTicketAsync(_wecom, key, token);

    private static async Task<FetchResult> FetchTicketAsync(WecomParts wecom, CredentialKey key, Secret token)
    {
        var parent = new Snapshot
        {
            Key = Some.Token,
            Generation = new Generation(1),
            Value = token,
            FetchedAt = default,
            Lifetime = TimeSpan.FromHours(2),
            Confirmations = 0,
            Due = Deadline.Passed,
            Waits = Deadline.Passed,
            Expires = Deadline.Passed,
        };
        return await (await wecom.Source.PlanAsync(key, default))!.RunAsync(parent, default);
    }
}
