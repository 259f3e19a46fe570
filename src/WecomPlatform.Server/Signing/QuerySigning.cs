using System.Globalization;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Keys;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Signing;

/// <summary>Signs what a query asks for, by either kind of key: for backends, and for browser pages of a trusted domain.</summary>
internal sealed class QuerySigning(CallerKey caller, SignatureService service)
{
    /// <summary>Signs; a page may then read the answer, and any page what is wrong with its request.</summary>
    public async ValueTask<SignAnswer> SignAsync(HttpContext context, string query)
    {
        BrowserAccess.AllowReadingErrors(context);
        var (key, problem) = await caller.FindAsync(context.Request, new RawQuery(query).Find("key"), context.RequestAborted);
        problem ??= CheckScope(key!);
        var body = TryRead(query);
        problem ??= body is null ? Problem.QueryInvalid("agentId must be a number.") : null;
        SignCall? call = null;
        if (problem is null)
        {
            (call, problem) = SignCallReader.Read(key!, body!, BrowserAccess.OriginHost(context), Problem.QueryInvalid);
        }

        if (problem is not null)
        {
            return SignAnswer.Refuse(problem);
        }

        var answer = await service.SignAsync(call!, context.RequestAborted);
        if (answer.Problem is null)
        {
            BrowserAccess.AllowReading(context);
        }

        return answer;
    }

    /// <summary>Whether the key may sign at all.</summary>
    public static ApiProblem? CheckScope(ApiKeyRecord key) =>
        key.Scopes.Contains(Scopes.Sign, StringComparer.Ordinal)
            ? null
            : Problem.ScopeMissing("This key may not sign pages: it lacks the scope \"sign\".");

    private static SignBody? TryRead(string text)
    {
        var query = new RawQuery(text);
        long? agent = null;
        if (query.Find("agentId") is { Length: > 0 } id)
        {
            if (!long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            agent = number;
        }

        return new SignBody
        {
            CorpId = query.Find("corpId"),
            AgentId = agent,
            SuiteId = query.Find("suiteId"),
            Url = query.Find("url"),
            Identities = query.Find("identities") is { Length: > 0 } names ? names.Split(',') : null,
        };
    }
}
