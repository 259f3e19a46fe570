using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Policy;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Time;
using Xunit.Abstractions;

namespace WecomPlatform.Tests.Policy;

public sealed class RefreshSpreadTests(ITestOutputHelper output)
{
    private const int Credentials = 10_000;
    private const int Minutes = 24 * 60;
    private static readonly TimeSpan s_lifetime = TimeSpan.FromHours(2);

    private readonly CredentialPolicy _policy = new(new CredentialPolicyOptions());

    [Fact]
    public void Ten_thousand_credentials_fetched_together_are_refreshed_for_a_day_without_a_minute_above_twice_the_mean()
    {
        var refreshes = new int[Minutes];
        for (var i = 0; i < Credentials; i++)
        {
            var key = CredentialKey.AccessToken(TenantId.Parse("t"), CorpId.Parse($"ww{i}"), AgentId.Create(1));
            for (var (at, generation) = (TimeSpan.Zero, 1L); ; generation++)
            {
                at += DueAfter(key, generation);
                if (at.TotalMinutes >= Minutes)
                {
                    break;
                }

                refreshes[(int)at.TotalMinutes]++;
            }
        }

        var mean = refreshes.Average();
        output.WriteLine($"mean {mean:0.0} a minute, most {refreshes.Max()} ({refreshes.Max() / mean:0.00} × the mean)");
        refreshes.Max().ShouldBeLessThanOrEqualTo((int)(2 * mean));
    }

    private TimeSpan DueAfter(CredentialKey key, long generation)
    {
        var now = new Instant(DateTimeOffset.UnixEpoch, 0);
        var row = new CredentialRow(key)
        {
            ReadAt = now,
            Generation = new Generation(generation),
            Value = new Secret("v"),
            Remaining = s_lifetime,
            Lifetime = s_lifetime,
        };
        return _policy.Adopt(row, TimeProvider.System).Snapshot!.Due.Remaining(now, TimeProvider.System);
    }
}
