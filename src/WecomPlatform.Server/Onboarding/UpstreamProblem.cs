using WecomPlatform.Server.Problems;
using WecomPlatform.Wecom.Fetching;

namespace WecomPlatform.Server.Onboarding;

/// <summary>Why a call that needs a suite's or a provider's token failed, as the API tells it.</summary>
internal static class UpstreamProblem
{
    public static ApiProblem ToProblem<T>(this UpstreamAnswer<T> answer)
        where T : class => (answer.Why ?? Unavailability.Of(answer.Error!, isTicket: false)).ToProblem();
}
