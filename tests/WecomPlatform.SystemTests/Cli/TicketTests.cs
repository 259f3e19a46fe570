using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Cli;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Cli;

public sealed class TicketTests(PlatformFixture platform) : CliTests(platform)
{
    private CorpApp Of => App.App;

    [Theory]
    [InlineData("corpTickets")]
    [InlineData("agentTickets")]
    public async Task It_prints_the_very_ticket_that_wecom_holds_and_nothing_else(string kind)
    {
        var ticket = await TicketAsync(Of, isAgents: kind == "agentTickets");

        await ShouldBeHeldAsync(kind, ticket);
    }

    [Fact]
    public async Task The_secret_may_come_by_standard_input()
    {
        var answer = await AtWecomAsync(["ticket", CorpId], Of.Secret + "\n");

        await ShouldBeHeldAsync("corpTickets", answer.Expect().Out.Trim());
    }

    [Fact]
    public async Task The_secret_may_come_by_the_environment()
    {
        var answer = await WecomProgram.RunAsync(
            ["ticket", CorpId, "--json"],
            environment: new Dictionary<string, string?>
            {
                ["WECOM_SECRET"] = Of.Secret,
                ["WECOM_BASE_URL"] = Host.Simulator.BaseAddress.OriginalString,
            }
        );

        await ShouldBeHeldAsync("corpTickets", (string)answer.Expect().Json["ticket"]!);
        ((int)answer.Json["expiresIn"]!).ShouldBeInRange(1, 7200);
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_and_not_repeated()
    {
        var answer = await AtWecomAsync(["ticket", CorpId, "Wr0ng-Secret-Of-Nobody-At-All", "--json"]);

        answer.Expect(3).ErrorCode.ShouldBe("secret_rejected");
        answer.Error.ShouldContain("40001");
        answer.Error.ShouldNotContain("Wr0ng");
    }

    [Fact]
    public async Task An_address_that_is_not_on_the_list_is_told()
    {
        await Host.Simulator.ControlAsync(
            HttpMethod.Put,
            $"/_sim/corps/{CorpId}/agents/{AgentId}",
            new { trustedIps = (string[])["203.0.113.9"] }
        );

        var answer = await AtWecomAsync(["ticket", CorpId, Of.Secret]);

        answer.Expect(3).Error.ShouldContain("ip_not_allowed");
        answer.Error.ShouldContain("127.0.0.1");
    }

    [Fact]
    public async Task A_wecom_that_does_not_answer_is_no_refusal()
    {
        var answer = await WecomProgram.RunAsync(["ticket", CorpId, Of.Secret, "--base-url", "http://127.0.0.1:1"]);

        answer.Expect(6).Error.ShouldContain("upstream_unavailable");
        answer.Error.ShouldNotContain(Of.Secret);
    }

    private async Task ShouldBeHeldAsync(string kind, string ticket)
    {
        var held = await Host.Simulator.CredentialsAsync();
        held[kind]!.AsArray().Where(one => (string?)one!["corpId"] == CorpId).Select(one => (string?)one!["value"]).ShouldContain(ticket);
    }
}
