using System.Globalization;
using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Signatures;

/// <summary>A key with a rate asks only so often for one corp.</summary>
public sealed class RateTests(PlatformFixture platform) : PlatformTests(platform)
{
    [Fact]
    public async Task A_key_above_its_rate_is_told_when_to_come_back_and_may_then()
    {
        var key = await KeyAsync(rate: 1);
        (await Node.SignAsync(key, App.SignRequest())).Expect(); // The ticket is there: what follows is fast.

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Node.SignAsync(key, App.SignRequest())));

        var refused = answers.Where(answer => !answer.IsSuccess).ToList();
        refused.Count.ShouldBeGreaterThanOrEqualTo(10);
        foreach (var answer in refused)
        {
            answer.ShouldBeProblem(429, "rate_limited");
            int.Parse(answer.Headers["Retry-After"], CultureInfo.InvariantCulture).ShouldBeInRange(1, 2);
        }

        await Soon.SucceedsAsync(() => Node.SignAsync(key, App.SignRequest()));
    }

    [Fact]
    public async Task Another_corp_and_another_key_have_rates_of_their_own()
    {
        var key = await KeyAsync(rate: 1);
        var other = CorpApp.Fresh();
        await Host.Simulator.PutCorpAsync(other.CorpId);
        await Host.Simulator.PutAgentAsync(other);
        await Host.Admin.PutCorpAsync(App.Tenant, other.CorpId);
        await Host.Admin.PutAgentAsync(App.Tenant, other);
        await Soon.RefusedAsync(() => Node.SignAsync(key, App.SignRequest()), "rate_limited");

        (await Node.SignAsync(key, new PlatformApp(App.Tenant, key, other).SignRequest())).Expect();
        (await Node.SignAsync(App.Key, App.SignRequest())).Expect();
    }

    [Fact]
    public async Task A_request_that_is_refused_anyway_takes_nothing_from_the_rate()
    {
        var key = await KeyAsync(rate: 1);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Node.SignAsync(key, App.SignRequest("https://foreign.example.org/")))
        );

        answers.ShouldAllBe(answer => answer.Code == "url_not_trusted");
        (await Node.SignAsync(key, App.SignRequest())).Expect();
    }

    private async Task<string> KeyAsync(int rate)
    {
        var answer = await Host.Admin.SendAsync(HttpMethod.Post, $"tenants/{App.Tenant}/keys", new { kind = "secret", rate });
        return (string)answer.Expect().Json["key"]!;
    }
}
