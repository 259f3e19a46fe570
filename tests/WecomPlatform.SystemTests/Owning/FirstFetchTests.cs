using WecomPlatform.SystemTests.Support;

namespace WecomPlatform.SystemTests.Owning;

/// <summary>However many ask at once on however many nodes, WeCom is asked once.</summary>
[Collection(AloneCollection.Name)]
public sealed class FirstFetchTests(TwoNodes nodes) : IClassFixture<TwoNodes>
{
    [Fact]
    public async Task A_thousand_first_requests_on_two_nodes_cause_one_fetch_of_each_kind()
    {
        var host = await nodes.CleanAsync();
        var app = await host.SetUpAppAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => host.SignAsync(app, node: i % 2)));

        var checker = await SignatureChecker.ReadAsync(host.Simulator);
        answers.ShouldAllBe(answer => answer.IsSuccess);
        Array.ForEach(answers, answer => checker.Check(answer, app.App));
        var calls = await host.Simulator.CallsAsync();
        calls.Total(UpstreamLog.Token).ShouldBe(1, calls.ToString());
        calls.Total(UpstreamLog.CorpTicket).ShouldBe(1, calls.ToString());
        calls.Total(UpstreamLog.AgentTicket).ShouldBe(1, calls.ToString());
    }

    [Fact]
    public async Task Two_hundred_apps_of_as_many_corps_are_fetched_once_each_and_never_mixed_up()
    {
        var host = await nodes.CleanAsync();
        var apps = await host.SetUpAppsAsync("many", [.. Enumerable.Range(0, 200).Select(_ => Testing.Platform.CorpApp.Fresh())]);

        var answers = await Task.WhenAll(
            apps.SelectMany(app => new[] { 0, 1 }.Select(async node => (app.App, Answer: await host.SignAsync(app, node: node))))
        );

        var checker = await SignatureChecker.ReadAsync(host.Simulator);
        Array.ForEach(answers, answer => checker.Check(answer.Answer, answer.App));
        var calls = await host.Simulator.LogAsync();
        foreach (var path in new[] { UpstreamLog.Token, UpstreamLog.CorpTicket, UpstreamLog.AgentTicket })
        {
            var perCorp = calls.Where(call => call.Path == path).CountBy(call => call.CorpId!).ToList();
            perCorp.Count.ShouldBe(200);
            perCorp.ShouldAllBe(corp => corp.Value == 1, path);
        }
    }
}
