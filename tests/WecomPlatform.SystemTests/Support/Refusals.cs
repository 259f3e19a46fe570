using System.Globalization;
using WecomPlatform.Testing.Http;

namespace WecomPlatform.SystemTests.Support;

/// <summary>What a refusal must look like.</summary>
public static class Refusals
{
    /// <summary>The status and the code; what may be tried again says when, in whole seconds.</summary>
    public static void ShouldBeRefused(this HttpAnswer answer, int status, string code)
    {
        ((int)answer.Status).ShouldBe(status, answer.Text);
        answer.Code.ShouldBe(code, answer.Text);
        if (status is 429 or 503)
        {
            answer.RetryAfter().ShouldBeGreaterThan(0);
        }
    }

    /// <summary>Retry-After in seconds; fails when there is none.</summary>
    public static int RetryAfter(this HttpAnswer answer) =>
        int.Parse(answer.Headers.GetValueOrDefault("Retry-After").ShouldNotBeNull(answer.Text), CultureInfo.InvariantCulture);
}
