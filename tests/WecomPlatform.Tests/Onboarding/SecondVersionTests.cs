using WecomPlatform.Server.Callbacks.Inbox;
using WecomPlatform.Testing.Postgres;

namespace WecomPlatform.Tests.Onboarding;

/// <summary>v2 of get_permanent_code tells neither apps nor a token.</summary>
public sealed class SecondVersionTests(OnboardingFixture fixture) : OnboardingTests(fixture)
{
    private OnboardingNode? _node;

    private protected override OnboardingNode Node => _node!;

    public override async Task InitializeAsync()
    {
        var database = await SharedPostgres.CreateDatabaseAsync();
        _node = await OnboardingNode.StartAsync(
            database.ConnectionString,
            Simulator.BaseAddress,
            new Dictionary<string, string?> { ["Suites:PermanentCodeApi"] = "v2" }
        );
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _node!.DisposeAsync();
    }

    [Theory]
    [InlineData(ThirdParty)]
    [InlineData(Customized)]
    public async Task The_app_is_asked_for_in_a_second_step_that_is_tried_again(string kind)
    {
        await Simulator.AddFaultAsync(new("/cgi-bin/service/v2/get_auth_info", -1, Count: 1));
        var e = await AuthorizeAsync("create", Of(kind));

        (await WorkAsync(e)).Kind.ShouldBe(InboxOutcomeKind.Retry);
        await DoneAsync(e);

        var agentId = await ShouldSignAsync(Of(kind));
        ((int)Node.Notices.Single("authorization.created")["agentId"]!).ShouldBe(agentId);
        (await CallsAsync("service/v2/get_permanent_code")).ShouldBe(1);
        (await CallsAsync("service/get_permanent_code")).ShouldBe(0);
    }
}
