using FsCheck;
using FsCheck.Fluent;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Policy;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Tests.Keys;

namespace WecomPlatform.Tests.Policy;

/// <summary>Rows as the database might read them, and options that pass their validation.</summary>
internal static class Rows
{
    public static readonly Gen<CredentialRow> Any =
        from lifetime in Gen.Choose(1, 8000)
        from left in Gen.Choose(-100, 1000)
        from generation in Gen.Choose(1, 1_000_000)
        from confirmations in Gen.Choose(0, 6)
        from slack in Gen.Choose(0, 10_000)
        select new CredentialRow(Some.Token)
        {
            Generation = new Generation(generation),
            Value = new Secret("value"),
            Lifetime = TimeSpan.FromSeconds(lifetime),
            Remaining = TimeSpan.FromSeconds(lifetime * (left / 1000.0)),
            Age = TimeSpan.FromSeconds(lifetime * (1 - (left / 1000.0))),
            Confirmations = confirmations,
            Slack = TimeSpan.FromMilliseconds(slack),
        };

    public static readonly Gen<Unavailable?> Failures =
        from reason in Gen.Elements(Enum.GetValues<UnavailableReason>())
        from retryIn in Gen.Choose(-10, 4000)
        select reason == UnavailableReason.None ? null : new Unavailable(reason, TimeSpan.FromSeconds(retryIn));

    public static readonly Gen<CredentialPolicyOptions> Options =
        from window in Gen.Choose(2, 3000)
        from mandatory in Gen.Choose(1, 2999)
        from share in Gen.Choose(2, 99)
        from mandatoryShare in Gen.Choose(1, 98)
        from jitter in Gen.Choose(0, 100)
        from early in Gen.Choose(1, 5)
        let options = new CredentialPolicyOptions
        {
            AdvisoryWindow = TimeSpan.FromSeconds(window),
            MandatoryWindow = TimeSpan.FromSeconds(mandatory),
            AdvisoryShare = share / 100.0,
            MandatoryShare = mandatoryShare / 100.0,
            AdvisoryJitter = jitter / 100.0,
            EarlyAttempts = early,
        }
        where !options.Validate().Any()
        select options;

    /// <summary>A value with its whole life before it.</summary>
    public static CredentialRow Fresh(double seconds = 7200, long generation = 1) =>
        new(Some.Token)
        {
            Generation = new Generation(generation),
            Value = new Secret("value"),
            Lifetime = TimeSpan.FromSeconds(seconds),
            Remaining = TimeSpan.FromSeconds(seconds),
        };
}
