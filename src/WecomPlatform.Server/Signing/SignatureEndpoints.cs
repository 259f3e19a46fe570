using System.Buffers;
using Microsoft.Extensions.Options;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Json;
using WecomPlatform.Server.Keys;
using WecomPlatform.Server.Problems;
using WecomPlatform.Server.Wire;

namespace WecomPlatform.Server.Signing;

/// <summary><c>POST</c> and <c>GET /v1/signatures</c> and <c>POST /v1/signatures:batch</c>.</summary>
/// <remarks>When key, app and tickets are known here and the body has arrived, every await in here completes at once.</remarks>
internal sealed class SignatureEndpoints(
    CallerKey caller,
    SignatureService service,
    QuerySigning query,
    SignCounters counters,
    IOptions<SignOptions> options
)
{
    private readonly SignOptions _options = options.Value;

    /// <summary>Signs the page that the body names.</summary>
    public async Task PostAsync(HttpContext context)
    {
        var ct = WaitToken.Of(context);
        var (key, problem) = await caller.FindBackendAsync(context.Request, Scopes.Sign, ct);
        if (problem is null)
        {
            (var body, problem) = await RequestBody.ReadAsync(context, _options.MaxBodySize, ct);
            if (problem is null)
            {
                problem = SignJsonReader.Read(body, out var form);
                RequestBody.Release(context, body);
                SignCall? call = null;
                problem ??= SignCallReader.Read(key!, form, originHost: null, Problem.BodyInvalid, out call);
                if (problem is null)
                {
                    var answer = await service.SignAsync(call!, ct);
                    problem = answer.Problem;
                    if (problem is null)
                    {
                        counters.CountSigned();
                        await AnswerAsync(context, answer);
                        return;
                    }
                }
            }
        }

        await FinishAsync(context, problem);
    }

    /// <summary>Signs the page that the query names; a browser page may ask with a publishable key.</summary>
    public async Task GetAsync(HttpContext context)
    {
        var answer = await query.SignAsync(context);
        await (answer.Problem is { } problem ? problem.ExecuteAsync(context) : AnswerAsync(context, answer));
    }

    /// <summary>Signs up to 1000 pages; each has its own signatures or its own error.</summary>
    public async Task BatchAsync(HttpContext context)
    {
        var ct = WaitToken.Of(context);
        var (key, problem) = await caller.FindBackendAsync(context.Request, Scopes.Sign, ct);
        if (problem is null)
        {
            (var body, problem) = await RequestBody.ReadAsync(context, _options.MaxBatchSize, ct);
            if (problem is null)
            {
                var forms = new List<SignForm>();
                problem = SignJsonReader.ReadBatch(body, forms);
                RequestBody.Release(context, body);
                if (problem is null)
                {
                    await SignAsync(context, key!, forms, ct);
                }
            }
        }

        await FinishAsync(context, problem);
    }

    private async ValueTask SignAsync(HttpContext context, ApiKeyRecord key, List<SignForm> forms, WaitToken ct)
    {
        var answers = ArrayPool<SignAnswer>.Shared.Rent(forms.Count);
        await SignBatch.SignAsync(service, key, forms, answers, ct);
        var buffer = ArrayPool<byte>.Shared.Rent(SignJsonWriter.MaxLength(answers.AsSpan(0, forms.Count)));
        var length = SignJsonWriter.Write(answers.AsSpan(0, forms.Count), buffer);
        counters.Count(answers.AsSpan(0, forms.Count));
        ArrayPool<SignAnswer>.Shared.Return(answers, clearArray: true);
        SetHeaders(context, length);
        await context.Response.BodyWriter.WriteAsync(buffer.AsMemory(0, length), ct.Value);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static Task AnswerAsync(HttpContext context, in SignAnswer answer)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(SignJsonWriter.MaxLength(answer));
        var json = new SpanWriter(buffer);
        SignJsonWriter.Write(answer, ref json);
        SetHeaders(context, json.Length);
        var started = context.Response.StartAsync();
        context.Response.BodyWriter.Write(json.Written);
        ArrayPool<byte>.Shared.Return(buffer);
        return started;
    }

    private static void SetHeaders(HttpContext context, int length)
    {
        var headers = context.Response.Headers;
        headers.ContentType = "application/json";
        headers.CacheControl = "no-store";
        headers.ContentLength = length;
    }

    private Task FinishAsync(HttpContext context, ApiProblem? problem)
    {
        if (problem is null)
        {
            return Task.CompletedTask;
        }

        counters.CountRefused(problem.Code);
        return problem.ExecuteAsync(context);
    }
}
