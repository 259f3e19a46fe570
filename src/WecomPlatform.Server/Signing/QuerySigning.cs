using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Keys;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Signing;

/// <summary>Signs what a query asks for, by either kind of key: for backends, and for browser pages of a trusted domain.</summary>
internal sealed class QuerySigning(CallerKey caller, SignatureService service, SignCounters counters)
{
    /// <summary>Signs; a page may then read the answer, and any page what is wrong with its request.</summary>
    public async ValueTask<SignAnswer> SignAsync(HttpContext context)
    {
        var ct = WaitToken.Of(context);
        BrowserAccess.AllowReadingErrors(context);
        var malformed = SignQueryReader.Read(context.Request.QueryString.Value, out var form, out var queryKey);
        var (key, problem) = await caller.FindAsync(context.Request, queryKey, ct);
        SignCall? call = null;
        problem ??=
            key!.CheckScope(Scopes.Sign)
            ?? malformed
            ?? SignCallReader.Read(key!, form, BrowserAccess.OriginHost(context), Problem.QueryInvalid, out call);
        var answer = problem is null ? await service.SignAsync(call!, ct) : SignAnswer.Refuse(problem);
        if (answer.Problem is { } refused)
        {
            counters.CountRefused(refused.Code);
        }
        else
        {
            BrowserAccess.AllowReading(context);
            counters.CountSigned();
        }

        return answer;
    }
}
