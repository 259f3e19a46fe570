using System.Globalization;
using WecomPlatform.Server.Json;
using WecomPlatform.Server.Keys;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Tokens;

/// <summary><c>GET /v1/tokens/{corp|suite|provider}</c> and <c>POST /v1/tokens/{…}:reject</c>.</summary>
internal static class TokenEndpoints
{
    private const int MaxBody = 16 * 1024;

    public static void MapTokens(this IEndpointRouteBuilder routes)
    {
        foreach (var (name, kind) in new[] { ("corp", TokenKind.Corp), ("suite", TokenKind.Suite), ("provider", TokenKind.Provider) })
        {
            routes.MapGet(
                $"/v1/tokens/{name}",
                (HttpContext context, CallerKey caller, TokenService tokens) => GetAsync(kind, context, caller, tokens)
            );
            routes.MapPost(
                $"/v1/tokens/{name}:reject",
                (HttpContext context, CallerKey caller, TokenService tokens) => RejectAsync(kind, context, caller, tokens)
            );
        }
    }

    private static async Task<IResult> GetAsync(TokenKind kind, HttpContext context, CallerKey caller, TokenService tokens)
    {
        var (key, problem) = await caller.FindBackendAsync(context.Request, TokenService.ScopeOf(kind), context.RequestAborted);
        if (problem is not null)
        {
            return problem;
        }

        var query = context.Request.Query;
        long? agent = null;
        if (query["agentId"] is [{ Length: > 0 } text, ..])
        {
            if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            {
                return Problem.QueryInvalid("agentId must be a number.");
            }

            agent = number;
        }

        var form = new TokenForm
        {
            Kind = kind,
            CorpId = query["corpId"],
            AgentId = agent,
            SuiteId = query["suiteId"],
        };
        return Answer(context, await tokens.GetAsync(key!, form, Problem.QueryInvalid, context.RequestAborted));
    }

    private static async Task<IResult> RejectAsync(TokenKind kind, HttpContext context, CallerKey caller, TokenService tokens)
    {
        var (key, problem) = await caller.FindBackendAsync(context.Request, TokenService.ScopeOf(kind), context.RequestAborted);
        if (problem is not null)
        {
            return problem;
        }

        (var body, problem) = await JsonBody.ReadAsync(context, TokenJson.Default.RejectBody, MaxBody);
        problem ??= body!.Version is > 0 ? null : Problem.BodyInvalid("version must be the version of the token that WeCom refused.");
        if (problem is not null)
        {
            return problem;
        }

        var form = new TokenForm
        {
            Kind = kind,
            CorpId = body!.CorpId,
            AgentId = body.AgentId,
            SuiteId = body.SuiteId,
            Version = body.Version,
        };
        return Answer(context, await tokens.GetAsync(key!, form, Problem.BodyInvalid, context.RequestAborted));
    }

    private static IResult Answer(HttpContext context, in TokenAnswer answer)
    {
        if (answer.Problem is not null)
        {
            return answer.Problem;
        }

        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(new TokenView(answer.AccessToken!.Reveal(), answer.ExpiresIn, answer.Version), TokenJson.Default.TokenView);
    }
}
