using FsCheck;
using FsCheck.Fluent;
using WecomPlatform.Credentials.Policy;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Time;
using WecomPlatform.Tests.Time;

namespace WecomPlatform.Tests.Policy;

public sealed class PolicyProperties
{
    private static readonly FakeClock Clock = new();
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(500);

    private static Instant Now => Instant.Now(Clock);

    [Fact]
    public void A_refresh_is_due_before_callers_wait_and_they_wait_before_the_value_dies() =>
        Prop.ForAll(
                Rows.Any.ToArbitrary(),
                Rows.Options.ToArbitrary(),
                (row, options) =>
                {
                    var snapshot = new CredentialPolicy(options).Adopt(row with { ReadAt = Now }, Clock).Snapshot!;
                    var (due, waits, expires) = (Left(snapshot.Due), Left(snapshot.Waits), Left(snapshot.Expires));
                    var isAtTheEdge = row.Confirmations >= options.EarlyAttempts;
                    return waits <= expires
                        && (expires - Positive(row.Remaining)).Duration() < TimeSpan.FromMicroseconds(1)
                        && (
                            isAtTheEdge
                                ? due >= expires && due <= Positive(row.Remaining + row.Slack) + TimeSpan.FromMicroseconds(1)
                                : due <= waits
                        );
                }
            )
            .Check(Many);

    [Fact]
    public void A_value_just_fetched_is_fresh_for_a_part_of_its_life_however_short_that_is() =>
        Prop.ForAll(
                Gen.Choose(1, 10_000).ToArbitrary(),
                Gen.Choose(1, int.MaxValue).ToArbitrary(),
                Rows.Options.ToArbitrary(),
                (seconds, generation, options) =>
                {
                    var row = Rows.Fresh(seconds, generation);
                    var snapshot = new CredentialPolicy(options).Adopt(row with { ReadAt = Now }, Clock).Snapshot!;
                    return Left(snapshot.Due) > TimeSpan.Zero && Left(snapshot.Due) < row.Lifetime;
                }
            )
            .Check(Many);

    [Fact]
    public void Neither_a_dead_value_nor_one_complained_about_is_ever_served() =>
        ForAllDecisions(
            (state, dead, decision) => !decision.Serve || (state.Snapshot!.Generation > dead && !state.Snapshot.Expires.HasPassed(Now))
        );

    [Fact]
    public void A_value_that_lives_and_nobody_complains_about_is_always_served() =>
        ForAllDecisions(
            (state, dead, decision) => decision.Serve || state.Snapshot!.Generation <= dead || state.Snapshot.Expires.HasPassed(Now)
        );

    [Fact]
    public void Nobody_refreshes_what_is_fresh() =>
        ForAllDecisions(
            (_, _, decision) => decision.Phase != CredentialPhase.Fresh || (decision.Refresh == RefreshWait.No && decision.Serve)
        );

    [Fact]
    public void Nobody_refreshes_while_a_failure_is_remembered() =>
        ForAllDecisions(
            (state, _, decision) => state.Failure is null || state.RetryAt.HasPassed(Now) || decision.Refresh == RefreshWait.No
        );

    [Fact]
    public void Whoever_gets_nothing_waits_for_a_refresh_or_is_told_of_a_failure() =>
        ForAllDecisions((state, _, decision) => decision.Serve || decision.Refresh == RefreshWait.Wait || state.Failure is not null);

    [Fact]
    public void A_wait_after_a_failure_is_never_shorter_than_weComs_window_nor_longer_than_it_need_be() =>
        Prop.ForAll(
                Rows.Failures.Where(why => why is not null).ToArbitrary(),
                Gen.Choose(1, 100).ToArbitrary(),
                Gen.Choose(0, 999_999).Select(n => n / 1_000_000.0).ToArbitrary(),
                (why, failures, chance) =>
                {
                    var options = new CredentialPolicyOptions();
                    var wait = new CredentialPolicy(options).RetryIn(why!, failures, chance);
                    var most = why!.RetryIn > options.BackoffMax ? why.RetryIn : options.BackoffMax;
                    return why.IsRefusal
                        ? wait == options.RejectedProbeInterval
                        : wait >= why.RetryIn && wait >= options.BackoffMin * 0.75 && wait <= most;
                }
            )
            .Check(Many);

    private static void ForAllDecisions(Func<CredentialState, Generation, CredentialDecision, bool> holds) =>
        Prop.ForAll(
                (
                    from row in Rows.Any
                    from failure in Rows.Failures
                    from dead in Gen.Choose(0, 1_000_000)
                    from relation in Gen.Choose(-1, 1)
                    select (row with { Failure = failure }, Dead: relation == 0 ? dead : (int)row.Generation.Value + relation)
                ).ToArbitrary(),
                Rows.Options.ToArbitrary(),
                (given, options) =>
                {
                    var state = new CredentialPolicy(options).Adopt(given.Item1 with { ReadAt = Now }, Clock);
                    var dead = new Generation(given.Dead);
                    return holds(state, dead, CredentialPolicy.Decide(state, dead, Now));
                }
            )
            .Check(Many);

    private static TimeSpan Left(Deadline deadline) => deadline.Remaining(Now, Clock);

    private static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;
}
