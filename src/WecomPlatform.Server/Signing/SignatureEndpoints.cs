using System.Buffers;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Json;
using WecomPlatform.Server.Keys;
using WecomPlatform.Server.Problems;
using WecomPlatform.Server.Wire;

namespace WecomPlatform.Server.Signing;

/// <summary><c>POST</c> and <c>GET /v1/signatures</c> and <c>POST /v1/signatures:batch</c>.</summary>
/// <remarks>When key, app and tickets are known here and the body has arrived, nothing is awaited.</remarks>
internal sealed class SignatureEndpoints(
    CallerKey caller,
    SignatureService service,
    FormSigning signing,
    QuerySigning query,
    SignCounters counters,
    IOptions<SignOptions> options
)
{
    // An answer for a url of usual length.
    private const int MaxOnStack = 2048;

    private readonly SignOptions _options = options.Value;

    /// <summary>Signs the page that the body names.</summary>
    public Task PostAsync(HttpContext context)
    {
        var finding = caller.FindBackendAsync(context.Request, Scopes.Sign, WaitToken.Of(context));
        if (finding.IsCompletedSuccessfully)
        {
            return PostAsync(context, finding.Result);
        }

        return AwaitAsync(context, finding);

        async Task AwaitAsync(HttpContext context, ValueTask<(ApiKeyRecord? Key, ApiProblem? Problem)> finding) =>
            await PostAsync(context, await finding);
    }

    /// <summary>Signs the page that the query names; a browser page may ask with a publishable key.</summary>
    public Task GetAsync(HttpContext context) => AnswerAsync(context, query.SignAsync(context));

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
                using var forms = new SignForms();
                problem = SignJsonReader.ReadBatch(body, forms);
                RequestBody.Release(context, body);
                if (problem is null)
                {
                    await SignAsync(context, key!, forms, ct);
                }
            }
        }

        if (problem is not null)
        {
            await RefuseAsync(context, problem);
        }
    }

    private async ValueTask SignAsync(HttpContext context, ApiKeyRecord key, SignForms forms, WaitToken ct)
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

    private Task PostAsync(HttpContext context, (ApiKeyRecord? Key, ApiProblem? Problem) found)
    {
        if (found.Problem is { } problem)
        {
            return RefuseAsync(context, problem);
        }

        var reading = RequestBody.ReadAsync(context, _options.MaxBodySize, WaitToken.Of(context));
        if (reading.IsCompletedSuccessfully)
        {
            return PostAsync(context, found.Key!, reading.Result);
        }

        return AwaitAsync(context, found.Key!, reading);

        async Task AwaitAsync(
            HttpContext context,
            ApiKeyRecord key,
            ValueTask<(ReadOnlySequence<byte> Body, ApiProblem? Problem)> reading
        ) => await PostAsync(context, key, await reading);
    }

    private Task PostAsync(HttpContext context, ApiKeyRecord key, (ReadOnlySequence<byte> Body, ApiProblem? Problem) read)
    {
        var problem = read.Problem;
        if (problem is null)
        {
            problem = SignJsonReader.Read(read.Body, out var form);
            RequestBody.Release(context, read.Body);
            if (problem is null)
            {
                return AnswerAsync(context, signing.SignAsync(key, form, originHost: null, Problem.BodyInvalid, WaitToken.Of(context)));
            }
        }

        return RefuseAsync(context, problem);
    }

    private static Task AnswerAsync(HttpContext context, ValueTask<SignAnswer> answering)
    {
        if (answering.IsCompletedSuccessfully)
        {
            return AnswerAsync(context, answering.Result);
        }

        return AwaitAsync(context, answering);

        static async Task AwaitAsync(HttpContext context, ValueTask<SignAnswer> answering) => await AnswerAsync(context, await answering);
    }

    [SkipLocalsInit]
    private static Task AnswerAsync(HttpContext context, in SignAnswer answer)
    {
        if (answer.Problem is { } problem)
        {
            return problem.ExecuteAsync(context);
        }

        var length = SignJsonWriter.MaxLength(answer);
        if (length <= MaxOnStack)
        {
            return AnswerAsync(context, answer, stackalloc byte[MaxOnStack]);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(length);
        var started = AnswerAsync(context, answer, buffer);
        ArrayPool<byte>.Shared.Return(buffer);
        return started;
    }

    private static Task AnswerAsync(HttpContext context, in SignAnswer answer, Span<byte> buffer)
    {
        var json = new SpanWriter(buffer);
        SignJsonWriter.Write(answer, ref json);
        SetHeaders(context, json.Length);
        var started = context.Response.StartAsync();
        context.Response.BodyWriter.Write(json.Written);
        return started;
    }

    private static void SetHeaders(HttpContext context, int length)
    {
        var headers = context.Response.Headers;
        headers.ContentType = "application/json";
        headers.CacheControl = "no-store";
        headers.ContentLength = length;
    }

    private Task RefuseAsync(HttpContext context, ApiProblem problem)
    {
        counters.CountRefused(problem.Code);
        return problem.ExecuteAsync(context);
    }
}
