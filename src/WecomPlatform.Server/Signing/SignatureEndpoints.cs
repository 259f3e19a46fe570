using System.Globalization;
using Microsoft.Extensions.Options;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Json;
using WecomPlatform.Server.Keys;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Signing;

/// <summary><c>POST</c> and <c>GET /v1/signatures</c>.</summary>
internal static class SignatureEndpoints
{
    public static void MapSignatures(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/signatures", PostAsync);
        routes.MapGet("/v1/signatures", GetAsync);
        routes.MapMethods("/v1/signatures", [HttpMethods.Options], BrowserAccess.Preflight);
    }

    private static async Task PostAsync(HttpContext context, CallerKey caller, SignatureService service, IOptions<SignOptions> options)
    {
        var (key, problem) = await caller.FindAsync(context.Request, queryKey: null, context.RequestAborted);
        problem ??= key!.Kind == ApiKeyKind.Publishable ? Problem.ScopeMissing("A publishable key signs by GET only.") : CheckScope(key);
        if (problem is not null)
        {
            await problem.ExecuteAsync(context);
            return;
        }

        (var body, problem) = await JsonBody.ReadAsync(context, SignJson.Default.SignBody, options.Value.MaxBodySize);
        if (problem is not null)
        {
            await problem.ExecuteAsync(context);
            return;
        }

        await AnswerAsync(context, service, key!, body!, originHost: null, Problem.BodyInvalid);
    }

    private static async Task GetAsync(HttpContext context, CallerKey caller, SignatureService service)
    {
        BrowserAccess.AllowReadingErrors(context);
        var query = context.Request.QueryString.Value ?? string.Empty;
        var (key, problem) = await caller.FindAsync(context.Request, new RawQuery(query).Find("key"), context.RequestAborted);
        problem ??= CheckScope(key!);
        var body = TryReadQuery(query);
        problem ??= body is null ? Problem.QueryInvalid("agentId must be a number.") : null;
        if (problem is not null)
        {
            await problem.ExecuteAsync(context);
            return;
        }

        await AnswerAsync(context, service, key!, body!, BrowserAccess.OriginHost(context), Problem.QueryInvalid);
    }

    private static ApiProblem? CheckScope(ApiKeyRecord key) =>
        key.Scopes.Contains(Scopes.Sign, StringComparer.Ordinal)
            ? null
            : Problem.ScopeMissing("This key may not sign pages: it lacks the scope \"sign\".");

    private static async Task AnswerAsync(
        HttpContext context,
        SignatureService service,
        ApiKeyRecord key,
        SignBody body,
        string? originHost,
        Func<string, ApiProblem> invalid
    )
    {
        var (call, problem) = SignCallReader.Read(key, body, originHost, invalid);
        if (call is not null)
        {
            var answer = await service.SignAsync(call, context.RequestAborted);
            problem = answer.Problem;
            if (problem is null)
            {
                BrowserAccess.AllowReading(context);
                await SignAnswerWriter.WriteAsync(answer, context);
                return;
            }
        }

        await problem!.ExecuteAsync(context);
    }

    private static SignBody? TryReadQuery(string text)
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
