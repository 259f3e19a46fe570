using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Signing;

/// <summary>From a caller's form to the tickets that sign its page: the same steps for every protocol, and counted.</summary>
/// <remarks>As long as nothing has to wait none of it is a state machine: that alone would cost more than the hash.</remarks>
internal sealed class FormSigning(SignatureService service, SignCounters counters)
{
    /// <summary>Finds the tickets that sign the page that a form names.</summary>
    public ValueTask<SignAnswer> SignAsync(
        ApiKeyRecord key,
        in SignForm form,
        string? originHost,
        Func<string, ApiProblem> invalid,
        WaitToken ct
    )
    {
        if (SignCallReader.Read(key, form, originHost, invalid, out var call) is { } problem)
        {
            return ValueTask.FromResult(Refuse(problem));
        }

        var signing = service.SignAsync(call!, ct);
        if (signing.IsCompletedSuccessfully)
        {
            var answer = signing.Result;
            counters.Count(answer);
            return ValueTask.FromResult(answer);
        }

        return AwaitAsync(signing);
    }

    /// <summary>Answers with a problem, and counts it.</summary>
    public SignAnswer Refuse(ApiProblem problem)
    {
        counters.CountRefused(problem.Code);
        return SignAnswer.Refuse(problem);
    }

    private async ValueTask<SignAnswer> AwaitAsync(ValueTask<SignAnswer> signing)
    {
        var answer = await signing;
        counters.Count(answer);
        return answer;
    }
}
