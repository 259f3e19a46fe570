using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Policy;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Time;
using WecomPlatform.Tests.Time;

namespace WecomPlatform.Tests.Policy;

public sealed class CredentialPolicyTests
{
    private readonly FakeClock _clock = new();
    private readonly CredentialPolicyOptions _options = new() { AdvisoryJitter = 0 };

    private CredentialPolicy Policy => new(_options);

    [Fact]
    public void Two_hours_go_fresh_then_advisory_then_mandatory_then_expired()
    {
        var state = Adopt(Rows.Fresh());

        Decide(state).ShouldBe(new CredentialDecision(CredentialPhase.Fresh, true, RefreshWait.No));
        _clock.Advance(TimeSpan.FromMinutes(100));
        Decide(state).ShouldBe(new CredentialDecision(CredentialPhase.Advisory, true, RefreshWait.Background));
        _clock.Advance(TimeSpan.FromMinutes(19));
        Decide(state).ShouldBe(new CredentialDecision(CredentialPhase.Mandatory, true, RefreshWait.Wait));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Decide(state).ShouldBe(new CredentialDecision(CredentialPhase.Expired, false, RefreshWait.Wait));
    }

    [Fact]
    public void Four_seconds_have_all_phases_too()
    {
        var state = Adopt(Rows.Fresh(4));

        Decide(state).Phase.ShouldBe(CredentialPhase.Fresh);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Decide(state).Phase.ShouldBe(CredentialPhase.Advisory);
        _clock.Advance(TimeSpan.FromSeconds(1.85));
        Decide(state).Phase.ShouldBe(CredentialPhase.Mandatory);
        _clock.Advance(TimeSpan.FromSeconds(0.15));
        Decide(state).Phase.ShouldBe(CredentialPhase.Expired);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_passes_between_reading_a_row_and_taking_it_in_is_time_of_the_values_life(bool isAsleep)
    {
        var row = Rows.Fresh(4) with { ReadAt = Instant.Now(_clock) };
        var span = TimeSpan.FromSeconds(4);
        if (isAsleep)
        {
            _clock.ShiftWall(span); // the monotonic clock stands still meanwhile
        }
        else
        {
            _clock.Advance(span);
        }

        Decide(Policy.Adopt(row, _clock)).Phase.ShouldBe(CredentialPhase.Expired);
    }

    [Fact]
    public void Nothing_known_is_fetched_while_the_caller_waits() =>
        Decide(CredentialState.Unknown).ShouldBe(new CredentialDecision(CredentialPhase.Expired, false, RefreshWait.Wait));

    [Fact]
    public void A_complaint_about_the_value_held_makes_its_caller_wait_for_another()
    {
        var state = Adopt(Rows.Fresh(generation: 5));

        Decide(state, dead: 5).ShouldBe(new CredentialDecision(CredentialPhase.Expired, false, RefreshWait.Wait));
        Decide(state, dead: 4).Phase.ShouldBe(CredentialPhase.Fresh);
    }

    [Fact]
    public void A_failure_holds_refreshes_back_until_its_wait_is_over_and_the_value_is_served_meanwhile()
    {
        var row = Rows.Fresh() with { Remaining = TimeSpan.FromSeconds(30), Failure = Fails(UnavailableReason.UpstreamUnavailable, 10) };
        var state = Adopt(row);

        Decide(state).ShouldBe(new CredentialDecision(CredentialPhase.BackingOff, true, RefreshWait.No));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Decide(state).Phase.ShouldBe(CredentialPhase.Mandatory);
    }

    [Theory]
    [InlineData(UnavailableReason.SecretRejected)]
    [InlineData(UnavailableReason.IpNotAllowed)]
    [InlineData(UnavailableReason.CorpRejected)]
    [InlineData(UnavailableReason.Refused)]
    public void A_definite_no_is_remembered_for_an_hour(UnavailableReason reason)
    {
        var wait = Policy.RetryIn(new Unavailable(reason, TimeSpan.Zero), 1, 0);
        wait.ShouldBe(TimeSpan.FromHours(1));

        var state = Adopt(new CredentialRow(Rows.Fresh().Key) { Failure = new Unavailable(reason, wait) });
        Decide(state).ShouldBe(new CredentialDecision(CredentialPhase.Rejected, false, RefreshWait.No));
        _clock.Advance(wait);
        Decide(state).Refresh.ShouldBe(RefreshWait.Wait);
    }

    [Fact]
    public void Waits_double_from_a_second_to_a_minute()
    {
        var waits = Enumerable.Range(1, 9).Select(n => Policy.RetryIn(Fails(UnavailableReason.UpstreamUnavailable, 0), n, 1));

        waits.Select(wait => wait.TotalSeconds).ShouldBe([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    }

    [Fact]
    public void A_thousand_failures_overflow_nothing() =>
        Policy.RetryIn(Fails(UnavailableReason.UpstreamUnavailable, 0), int.MaxValue, 0).ShouldBe(TimeSpan.FromSeconds(45));

    [Fact]
    public void Credentials_fetched_together_are_due_apart_and_no_later_than_the_window_says()
    {
        _options.AdvisoryJitter = 0.5;
        var windows = Enumerable.Range(1, 500).Select(n => Window(Rows.Fresh(generation: n))).ToList();

        windows.ShouldAllBe(window => window >= TimeSpan.FromMinutes(20) && window <= TimeSpan.FromMinutes(30));
        windows.Count(window => window < TimeSpan.FromMinutes(22)).ShouldBeInRange(50, 150);
        windows.Count(window => window > TimeSpan.FromMinutes(28)).ShouldBeInRange(50, 150);
    }

    [Fact]
    public void All_nodes_agree_on_a_credentials_jitter()
    {
        _options.AdvisoryJitter = 0.5;
        var row = Rows.Fresh(generation: 123_456_789);

        Window(row).ShouldBe(Window(row));
        // The same in every process, on every machine: the number is part of what nodes of two versions share.
        Window(row).TotalSeconds.ShouldBe(1200 * (1 + (0.5 * StableHash.Fraction(row.Key.ToString(), 123_456_789))), 0.001);
        StableHash.Fraction("acme/access_token/ww1/1", 1).ShouldNotBe(StableHash.Fraction("acme/access_token/ww1/1", 2));
    }

    [Fact]
    public void Each_time_the_same_value_comes_back_the_next_early_attempt_halves_the_window_and_after_three_there_is_none()
    {
        var row = Rows.Fresh();

        Enumerable.Range(0, 3).Select(n => Window(row with { Confirmations = n }).TotalMinutes).ShouldBe([20, 10, 5]);
        var spent = Adopt(row with { Confirmations = 3, Slack = TimeSpan.FromSeconds(1) });
        _clock.Advance(TimeSpan.FromMinutes(120) - TimeSpan.FromSeconds(0.5));
        Decide(spent).Phase.ShouldBe(CredentialPhase.Fresh);
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        Decide(spent).Phase.ShouldBe(CredentialPhase.Expired);
    }

    [Fact]
    public void Nobody_waits_before_the_edge_for_a_value_that_weCom_returned_again()
    {
        var state = Adopt(Rows.Fresh() with { Confirmations = 1 });
        _clock.Advance(TimeSpan.FromMinutes(120) - TimeSpan.FromSeconds(1));

        Decide(state).Refresh.ShouldBe(RefreshWait.Background);
    }

    [Fact]
    public void A_young_parent_is_trusted_and_an_old_one_is_not()
    {
        var life = TimeSpan.FromHours(2);

        Policy.IsTrusted(TimeSpan.FromMinutes(4.9), life).ShouldBeTrue();
        Policy.IsTrusted(TimeSpan.FromMinutes(5), life).ShouldBeFalse();
        Policy.IsTrusted(TimeSpan.FromSeconds(1.1), TimeSpan.FromSeconds(24)).ShouldBeFalse();
    }

    [Fact]
    public void The_defaults_are_valid() => new CredentialPolicyOptions().Validate().ShouldBeEmpty();

    public static readonly TheoryData<string, Action<CredentialPolicyOptions>> Wrong = new()
    {
        { "FetchTimeout", o => o.FetchTimeout = TimeSpan.Zero },
        { "FetchTimeout", o => o.FetchTimeout = TimeSpan.FromSeconds(16) },
        { "FetchTimeout", o => o.Lease = TimeSpan.FromSeconds(10) },
        { "MandatoryWindow", o => o.MandatoryWindow = o.AdvisoryWindow },
        { "MandatoryWindow", o => o.MandatoryWindow = TimeSpan.Zero },
        { "AdvisoryShare", o => o.AdvisoryShare = 1 },
        { "MandatoryShare", o => o.MandatoryShare = o.AdvisoryShare },
        { "AdvisoryJitter", o => o.AdvisoryJitter = 5.1 },
        { "BackoffMin", o => o.BackoffMin = TimeSpan.Zero },
        { "BackoffMax", o => o.BackoffMax = TimeSpan.FromMilliseconds(999) },
        { "RejectedProbeInterval", o => o.RejectedProbeInterval = TimeSpan.Zero },
        { "EarlyAttempts", o => o.EarlyAttempts = 0 },
        { "ForcedRefreshInterval", o => o.ForcedRefreshInterval = TimeSpan.FromSeconds(-1) },
        { "ParentTrust", o => o.ParentTrust = TimeSpan.FromSeconds(-1) },
        { "MandatoryPatience", o => o.MandatoryPatience = TimeSpan.FromSeconds(-1) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void An_option_that_cannot_work_is_named(string name, Action<CredentialPolicyOptions> set)
    {
        var options = new CredentialPolicyOptions();
        set(options);

        options.Validate().ShouldHaveSingleItem().ShouldContain(name);
    }

    private static Unavailable Fails(UnavailableReason reason, double seconds) => new(reason, TimeSpan.FromSeconds(seconds));

    private CredentialState Adopt(CredentialRow row) => Policy.Adopt(row with { ReadAt = Instant.Now(_clock) }, _clock);

    private CredentialDecision Decide(CredentialState state, long dead = 0) =>
        CredentialPolicy.Decide(state, new Generation(dead), Instant.Now(_clock));

    private TimeSpan Window(CredentialRow row) => row.Remaining - Adopt(row).Snapshot!.Due.Remaining(Instant.Now(_clock), _clock);
}
