using System.Net;
using WecomPlatform.SystemTests.Support;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Budgets;

/// <summary>WeCom gives a corp 400 tickets an hour; the platform never asks for more and keeps some for refreshes.</summary>
[Collection(AloneCollection.Name)]
public sealed class CorpBudgetTests(TwoNodes nodes) : IClassFixture<TwoNodes>
{
    private const int ForDemand = 380;

    [Fact]
    public async Task What_a_corps_budget_cannot_give_is_refused_without_asking_wecom()
    {
        var host = await nodes.CleanAsync();
        var corp = CorpApp.Fresh();
        var apps = await host.SetUpAppsAsync(
            "crowd",
            [.. Enumerable.Range(0, 200).Select(i => CorpApp.Fresh(1_000_002 + i) with { CorpId = corp.CorpId })]
        );

        var answers = await Task.WhenAll(apps.Select(async (app, i) => (app.App, Answer: await host.SignAsync(app, node: i % 2))));

        var checker = await SignatureChecker.ReadAsync(host.Simulator);
        var (signed, refused) = (
            answers.Where(answer => answer.Answer.Status == HttpStatusCode.OK).ToList(),
            answers.Where(answer => answer.Answer.Status != HttpStatusCode.OK).ToList()
        );
        signed.ForEach(answer => checker.Check(answer.Answer, answer.App));
        refused.ForEach(answer => answer.Answer.ShouldBeRefused(429, "rate_limited"));
        refused.ShouldAllBe(answer => answer.Answer.RetryAfter() > 3000 && answer.Answer.RetryAfter() <= 3660);
        signed.Count.ShouldBeInRange(ForDemand - 200, ForDemand / 2);

        var calls = await host.Simulator.LogAsync(corp.CorpId);
        calls.ShouldAllBe(call => call.Errcode == 0);
        calls.Count(call => call.Path is UpstreamLog.CorpTicket or UpstreamLog.AgentTicket).ShouldBe(ForDemand);
    }
}
