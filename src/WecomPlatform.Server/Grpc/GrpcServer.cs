using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Json;
using WecomPlatform.Server.Problems;
using WecomPlatform.Server.Signing;

namespace WecomPlatform.Server.Grpc;

/// <summary>Unary gRPC over the web server's HTTP/2: one message in, one message out, the status behind it.</summary>
internal sealed class GrpcServer(IEnumerable<IGrpcService> services, Failures failures, IOptions<SignOptions> options)
{
    private const string ContentType = "application/grpc";
    private const string Encodings = "identity,gzip";

    private readonly FrozenDictionary<string, GrpcMethod> _methods = services
        .SelectMany(service => service.Methods)
        .ToFrozenDictionary(method => method.Path, method => method.Method, StringComparer.Ordinal);

    private readonly int _maxSize = options.Value.MaxBatchSize;

    /// <summary>Answers a call.</summary>
    /// <remarks>One method, since messages mostly arrive after their headers: each further one that waits with it is an object a call.</remarks>
    public async Task InvokeAsync(HttpContext context)
    {
        if (!IsGrpc(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        var failure = Prepare(context, out var method, out var encoding, out var deadline);
        if (failure is null)
        {
            var ct = deadline is null ? WaitToken.Of(context) : deadline.Token;
            try
            {
                var (body, problem) = await RequestBody.ReadAsync(context, _maxSize + GrpcFrame.HeadLength, ct);
                ValueTask<GrpcReply> call = default;
                failure = problem is null ? Begin(context, method!, body, encoding, ct, out call) : GrpcFailure.Of(problem);
                if (failure is null)
                {
                    var reply = await call;
                    failure = reply.Problem is null ? null : GrpcFailure.Of(reply.Problem);
                    if (failure is null)
                    {
                        var isPacked = encoding is "gzip";
                        SetHeaders(context, isPacked);
                        await context.Response.StartAsync(); // The trailer says success: no deadline may end it now.
                        Write(context.Response, reply, isPacked);
                    }
                }
            }
            catch (Exception) when (context.RequestAborted.IsCancellationRequested)
            {
                failure = GrpcFailure.Cancelled();
            }
            catch (OperationCanceledException) when (ct.Value.IsCancellationRequested)
            {
                failure = GrpcFailure.DeadlineExceeded();
            }
#pragma warning disable CA1031 // The last line: whatever it is, the caller gets a status and the log the exception.
            catch (Exception error) when (!context.Response.HasStarted)
#pragma warning restore CA1031
            {
                failure = GrpcFailure.Of(failures.ToProblem(error, context.TraceIdentifier));
            }
            finally
            {
                deadline?.Dispose();
            }
        }

        if (failure is not null)
        {
            Fail(context, failure);
        }
    }

    private static bool IsGrpc(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && request.ContentType is { } type
        && (
            type == ContentType
            || (
                type.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase)
                && (type.Length == ContentType.Length || type.AsSpan(ContentType.Length) is "+proto" or [';', ..])
            )
        );

    // What the headers say.
    private GrpcFailure? Prepare(HttpContext context, out GrpcMethod? method, out string? encoding, out CancellationTokenSource? deadline)
    {
        var headers = context.Request.Headers;
        encoding = headers.GrpcEncoding;
        deadline = null;
        if (!_methods.TryGetValue(context.Request.Path.Value!, out method))
        {
            return new GrpcFailure(GrpcStatus.Unimplemented, "There is no such method.");
        }

        if (encoding is not (null or "identity" or "gzip"))
        {
            return new GrpcFailure(GrpcStatus.Unimplemented, "Messages may be encoded as identity and gzip.");
        }

        if (headers.GrpcTimeout is not [{ } timeout, ..])
        {
            return null;
        }

        if (!GrpcTimeout.TryParse(timeout, out var span))
        {
            return GrpcFailure.BadFrame("grpc-timeout cannot be read.");
        }

        if (span == TimeSpan.Zero)
        {
            return GrpcFailure.DeadlineExceeded();
        }

        deadline = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        deadline.CancelAfter(span);
        return null;
    }

    private GrpcFailure? Begin(
        HttpContext context,
        GrpcMethod method,
        in ReadOnlySequence<byte> body,
        string? encoding,
        WaitToken ct,
        out ValueTask<GrpcReply> call
    )
    {
        call = default;
        var failure = GrpcFrame.Read(body, encoding, _maxSize, out var message);
        if (failure is null)
        {
            call = message.IsSingleSegment ? method(context, message.FirstSpan, ct) : BeginWhole(context, method, message, ct);
        }

        RequestBody.Release(context, body);
        return failure;
    }

    // A method has read its message when it returns, whatever it still waits for.
    private static ValueTask<GrpcReply> BeginWhole(HttpContext context, GrpcMethod method, in ReadOnlySequence<byte> message, WaitToken ct)
    {
        var length = (int)message.Length;
        var whole = ArrayPool<byte>.Shared.Rent(length);
        message.CopyTo(whole);
        var call = method(context, whole.AsSpan(0, length), ct);
        ArrayPool<byte>.Shared.Return(whole);
        return call;
    }

    private static void SetHeaders(HttpContext context, bool isPacked)
    {
        var headers = context.Response.Headers;
        headers.ContentType = ContentType;
        context.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers.GrpcStatus = "0";
        if (isPacked)
        {
            headers.GrpcEncoding = "gzip";
            headers.GrpcAcceptEncoding = Encodings;
        }
    }

    private static void Write(HttpResponse response, in GrpcReply reply, bool isPacked)
    {
        GrpcFrame.WriteHead(reply.Frame.Span, reply.Length);
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
