using System.Text.Json.Nodes;
using WecomPlatform.Testing.Http;

namespace WecomPlatform.SystemTests.Platform;

/// <summary>What every refusal has in common (RFC 9457).</summary>
internal static class ProblemAnswers
{
    /// <summary>Checks that the answer is a whole problem with this status and code.</summary>
    public static JsonNode ShouldBeProblem(this HttpAnswer answer, int status, string code)
    {
        ((int)answer.Status).ShouldBe(status, answer.Text);
        var problem = answer.ShouldBeProblem();
        ((string?)problem["code"]).ShouldBe(code, answer.Text);
        return problem;
    }

    /// <summary>Checks that the answer is a whole problem.</summary>
    public static JsonNode ShouldBeProblem(this HttpAnswer answer)
    {
        answer.Headers.GetValueOrDefault("Content-Type").ShouldBe("application/problem+json", answer.Text);
        var problem = answer.Json;
        ((int?)problem["status"]).ShouldBe((int)answer.Status);
        foreach (var field in (string[])["type", "title", "code", "detail", "traceId"])
        {
            ((string?)problem[field]).ShouldNotBeNullOrEmpty($"{field} in {answer.Text}");
        }

        return problem;
    }
}
