using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Keys;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Signing;

/// <summary>Signs what a query asks for, by either kind of key: for backends, and for browser pages of a trusted domain.</summary>
internal sealed class QuerySigning(CallerKey caller, FormSigning signing)
{
    /// <summary>Signs; a page may then read the answer, and any page what is wrong with its request.</summary>
    public ValueTask<SignAnswer> SignAsync(HttpContext context)
    {
        var isPage = BrowserAccess.AllowReadingErrors(context);
        var malformed = SignQueryReader.Read(context.Request.QueryString.Value, out var form, out var queryKey);
        var finding = caller.FindAsync(context.Request, queryKey, WaitToken.Of(context));
        if (!isPage && finding.IsCompletedSuccessfully)
        {
            return SignAsync(context, finding.Result, form, malformed);
        }

        var answering = AwaitAsync(context, finding, form, malformed);
        return isPage ? AllowReadingAsync(context, answering) : answering;
    }

    private ValueTask<SignAnswer> SignAsync(
        HttpContext context,
        (ApiKeyRecord? Key, ApiProblem? Problem) found,
        in SignForm form,
        ApiProblem? malformed
    )
    {
        var problem = found.Problem ?? found.Key!.CheckScope(Scopes.Sign) ?? malformed;
        return problem is null
            ? signing.SignAsync(found.Key!, form, BrowserAccess.OriginHost(context), Problem.QueryInvalid, WaitToken.Of(context))
            : ValueTask.FromResult(signing.Refuse(problem));
    }

    private async ValueTask<SignAnswer> AwaitAsync(
        HttpContext context,
        ValueTask<(ApiKeyRecord? Key, ApiProblem? Problem)> finding,
        SignForm form,
        ApiProblem? malformed
    ) => await SignAsync(context, await finding, form, malformed);

    private static async ValueTask<SignAnswer> AllowReadingAsync(HttpContext context, ValueTask<SignAnswer> answering)
    {
        var answer = await answering;
        if (answer.Problem is null)
        {
            BrowserAccess.AllowReading(context);
        }

        return answer;
    }
}
