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
        problem ??=
            key!.Kind == ApiKeyKind.Publishable
                ? Problem.ScopeMissing("A publishable key signs by GET only.")
                : QuerySigning.CheckScope(key);
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

        var (call, invalid) = SignCallReader.Read(key!, body!, originHost: null, Problem.BodyInvalid);
        await AnswerAsync(context, call is null ? SignAnswer.Refuse(invalid!) : await service.SignAsync(call, context.RequestAborted));
    }

    private static async Task GetAsync(HttpContext context, QuerySigning signing) =>
        await AnswerAsync(context, await signing.SignAsync(context, context.Request.QueryString.Value ?? string.Empty));

    private static Task AnswerAsync(HttpContext context, SignAnswer answer) =>
        answer.Problem is { } problem ? problem.ExecuteAsync(context) : SignAnswerWriter.WriteAsync(answer, context);
}
