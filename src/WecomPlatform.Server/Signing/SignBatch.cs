using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Signing;

/// <summary>Signs many pages at once: those that must wait for a ticket wait together.</summary>
internal static class SignBatch
{
    /// <summary>Finds the tickets of each request, in their order.</summary>
    public static ValueTask SignAsync(SignatureService service, ApiKeyRecord key, SignForms forms, SignAnswer[] answers, WaitToken ct)
    {
        var now = service.Now;
        List<(int Place, Task<SignAnswer> Answer)>? waiting = null;
        for (var i = 0; i < forms.Count; i++)
        {
            if (SignCallReader.Read(key, forms[i], originHost: null, Problem.BodyInvalid, out var call) is { } problem)
            {
                answers[i] = SignAnswer.Refuse(problem);
                continue;
            }

            var signing = i > 0 ? service.SignAsync(call!, answers[i - 1], now, ct) : service.SignAsync(call!, now, ct);
            if (signing.IsCompletedSuccessfully)
            {
                answers[i] = signing.Result;
            }
            else
            {
                (waiting ??= []).Add((i, signing.AsTask()));
            }
        }

        return waiting is null ? ValueTask.CompletedTask : AwaitAsync(waiting, answers);
    }

    private static async ValueTask AwaitAsync(List<(int Place, Task<SignAnswer> Answer)> waiting, SignAnswer[] answers)
    {
        foreach (var (place, answer) in waiting)
        {
            answers[place] = await answer;
        }
    }
}
