using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using WecomPlatform.Server.Json;
using WecomPlatform.Server.Problems;
using WecomPlatform.Server.Signing;

namespace WecomPlatform.Server.Grpc;

/// <summary>Unary gRPC over the web server's HTTP/2: one message in, one message out, the status behind it.</summary>
internal sealed class GrpcServer(IEnumerable<IGrpcService> services, Failures failures, IOptions<SignOptions> options)
{
    private const string ContentType = "application/grpc";
    private const string Encodings = "identity,gzip";

    private readonly Dictionary<string, GrpcMethod> _methods = services
        .SelectMany(service => service.Methods)
        .ToDictionary(method => method.Path, method => method.Method, StringComparer.Ordinal);

    private readonly int _maxSize = options.Value.MaxBatchSize;

    /// <summary>Answers a call.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (!IsGrpc(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        if (!_methods.TryGetValue(context.Request.Path.Value!, out var method))
        {
            Fail(context, new GrpcFailure(GrpcStatus.Unimplemented, "There is no such method."));
            return;
        }

        var failure = context.Request.Headers.GrpcTimeout is [{ } timeout, ..]
            ? await CallAsync(context, method, timeout)
            : await CallAsync(context, method, context.RequestAborted);
        if (failure is not null)
        {
            Fail(context, failure);
        }
    }

    private static bool IsGrpc(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && request.ContentType is { } type
        && type.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase)
        && (type.Length == ContentType.Length || type.AsSpan(ContentType.Length) is "+proto" or [';', ..]);

    private async ValueTask<GrpcFailure?> CallAsync(HttpContext context, GrpcMethod method, string timeout)
    {
        if (!GrpcTimeout.TryParse(timeout, out var span))
        {
            return GrpcFailure.BadFrame("grpc-timeout cannot be read.");
        }

        if (span == TimeSpan.Zero)
        {
            return GrpcFailure.DeadlineExceeded();
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        deadline.CancelAfter(span);
        return await CallAsync(context, method, deadline.Token);
    }

    private async ValueTask<GrpcFailure?> CallAsync(HttpContext context, GrpcMethod method, CancellationToken ct)
    {
        try
        {
            return await ReadAndCallAsync(context, method, ct);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            return GrpcFailure.Cancelled();
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return GrpcFailure.DeadlineExceeded();
        }
#pragma warning disable CA1031 // The last line: whatever it is, the caller gets a status and the log the exception.
        catch (Exception error) when (!context.Response.HasStarted)
#pragma warning restore CA1031
        {
            return GrpcFailure.Of(failures.ToProblem(error, context.TraceIdentifier));
        }
    }

    private async ValueTask<GrpcFailure?> ReadAndCallAsync(HttpContext context, GrpcMethod method, CancellationToken ct)
    {
        var encoding = (string?)context.Request.Headers.GrpcEncoding;
        if (encoding is not (null or "identity" or "gzip"))
        {
            return new GrpcFailure(GrpcStatus.Unimplemented, "Messages may be encoded as identity and gzip.");
        }

        var (body, problem) = await RequestBody.ReadAsync(context, _maxSize + GrpcFrame.HeadLength, ct);
        if (problem is not null)
        {
            return GrpcFailure.Of(problem);
        }

        if (Begin(context, method, body, encoding, ct, out var call) is { } failure)
        {
            return failure;
        }

        var reply = await call;
        if (reply.Problem is not null)
        {
            return GrpcFailure.Of(reply.Problem);
        }

        await AnswerAsync(context, reply, isPacked: encoding is "gzip");
        return null;
    }

    private GrpcFailure? Begin(
        HttpContext context,
        GrpcMethod method,
        in ReadOnlySequence<byte> body,
        string? encoding,
        CancellationToken ct,
        out ValueTask<GrpcReply> call
    )
    {
        call = default;
        var failure = GrpcFrame.Read(body, encoding, _maxSize, out var message);
        if (failure is null)
        {
            call = method(context, message.IsSingleSegment ? message.FirstSpan : message.ToArray(), ct);
        }

        RequestBody.Release(context, body);
        return failure;
    }

    private static async ValueTask AnswerAsync(HttpContext context, GrpcReply reply, bool isPacked)
    {
        var response = context.Response;
        response.Headers.ContentType = ContentType;
        context.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers.GrpcStatus = "0";
        GrpcFrame.WriteHead(reply.Frame.Span, reply.Length);
        if (isPacked)
        {
            response.Headers.GrpcEncoding = "gzip";
            response.Headers.GrpcAcceptEncoding = Encodings;
        }

        await response.StartAsync(context.RequestAborted);
        response.BodyWriter.Write(isPacked ? GrpcFrame.Pack(reply.Frame) : reply.Frame.Span);
        reply.Return();
    }

    // Nothing was sent yet: status and headers go in one frame (trailers only).
    private static void Fail(HttpContext context, GrpcFailure failure)
    {
        if (context.Response.HasStarted)
        {
            return; // It was cut off while it was sent.
        }

        var headers = context.Response.Headers;
        headers.ContentType = ContentType;
        headers.GrpcStatus = ((int)failure.Status).ToString(CultureInfo.InvariantCulture);
        headers.GrpcMessage = GrpcText.Encode(failure.Message);
        if (failure.Status == GrpcStatus.Unimplemented)
        {
            headers.GrpcAcceptEncoding = Encodings;
        }

        if (failure.Problem is { } problem)
        {
            headers["error-code"] = problem.Code;
            if (problem.Rule is { } rule)
            {
                headers["error-rule"] = rule;
            }

            if (problem.RetryAfter is not null)
            {
                headers["retry-after"] = problem.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            }
        }
    }
}
