namespace WecomPlatform.Tests.Onboarding;

/// <summary>v2 of get_permanent_code tells neither apps nor a token.</summary>
public sealed class SecondVersionTests : OnboardingTests
{
    protected override IReadOnlyDictionary<string, string?> Options { get; } =
        new Dictionary<string, string?> { ["Suites:PermanentCodeApi"] = "v2" };

    [Theory]
    [InlineData(Suite)]
    [InlineData(Template)]
    public async Task The_app_is_asked_for_in_a_second_step_that_is_tried_again(string suite)
    {
        await Simulator.AddFaultAsync(new("/cgi-bin/service/v2/get_auth_info", -1, Count: 1));
        var e = await AuthorizeAsync("create", suite);

        (await WorkAsync(e)).Kind.ShouldBe(Server.Callbacks.Inbox.InboxOutcomeKind.Retry);
        await DoneAsync(e);

        var agentId = await ShouldSignAsync(suite);
        ((int)Node.Notices.Single("authorization.created")["agentId"]!).ShouldBe(agentId);
        (await CallsAsync("service/v2/get_permanent_code")).ShouldBe(1);
        (await CallsAsync("service/get_permanent_code")).ShouldBe(0);
    }
}
