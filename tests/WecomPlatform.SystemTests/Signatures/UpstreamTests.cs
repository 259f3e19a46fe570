using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Signatures;

/// <summary>What a caller learns when WeCom does not give the ticket.</summary>
public sealed class UpstreamTests(PlatformFixture platform) : PlatformTests(platform)
{
    [Theory]
    [InlineData(-1, null, 503, "upstream_unavailable")]
    [InlineData(45009, null, 503, "upstream_unavailable")]
    [InlineData(null, 502, 503, "upstream_unavailable")]
    [InlineData(60020, null, 422, "ip_not_allowed")]
    [InlineData(99999, null, 422, "upstream_refused")]
    public async Task A_ticket_that_wecom_refuses_is_explained(int? errcode, int? httpStatus, int status, string code)
    {
        await Host.Simulator.ControlAsync(
            HttpMethod.Post,
            "/_sim/faults",
            new
            {
                path = "/cgi-bin/get_jsapi_ticket",
                errcode,
                httpStatus,
                corpId = CorpId,
            }
        );

        var answer = await Node.SignAsync(App.Key, new { corpId = CorpId, url = Page });

        answer.ShouldBeProblem(status, code);
        answer.Headers.ContainsKey("Retry-After").ShouldBe(status == 503);
    }

    [Fact]
    public async Task A_secret_that_was_reset_at_wecom_is_secret_rejected_once_the_token_is_dead()
    {
        await Host.Simulator.PutAgentAsync(App.App with { Secret = CorpApp.Fresh().Secret });
        await Host.Simulator.RevokeAsync(new { corpId = CorpId });

        (await Host.SignAsync(App)).ShouldBeProblem(422, "secret_rejected");
    }

    [Fact]
    public async Task A_failure_of_one_identity_does_not_keep_the_other_from_being_signed()
    {
        await Host.Simulator.ControlAsync(
            HttpMethod.Post,
            "/_sim/faults",
            new
            {
                path = "/cgi-bin/ticket/get",
                errcode = 45009,
                corpId = CorpId,
            }
        );

        (await Host.SignAsync(App)).ShouldBeProblem(503, "upstream_unavailable");
        (await Node.SignAsync(App.Key, new { corpId = CorpId, url = Page })).Expect();
    }
}
