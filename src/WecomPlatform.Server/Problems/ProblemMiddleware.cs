using Npgsql;
using WecomPlatform.Server.Database;

namespace WecomPlatform.Server.Problems;

/// <summary>Turns what escapes an endpoint, and bare statuses without a body, into problems.</summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff"; // answers hold urls as they came
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return; // Nobody listens any more.
        }
#pragma warning disable CA1031 // The last line: whatever it is, the caller gets a problem and the log the exception.
        catch (Exception error)
#pragma warning restore CA1031
        {
            if (context.Response.HasStarted)
            {
                throw;
            }

            await Translate(error, context.TraceIdentifier).ExecuteAsync(context);
            return;
        }

        if (
            !context.Response.HasStarted
            && context.Response.StatusCode is 400 or 404 or 405 or 415
            && context.Response.ContentLength is null or 0
        )
        {
            await Bare(context.Response.StatusCode).ExecuteAsync(context);
        }
    }

    private static ApiProblem Bare(int status) =>
        status switch
        {
            400 => Problem.QueryInvalid("A parameter of the path or query has the wrong form."),
            404 => Problem.NotFound(),
            405 => new ApiProblem(405, "method_not_allowed", "This path does not take this method."),
            _ => new ApiProblem(status, "media_type_unsupported", "Send JSON."),
        };

    private ApiProblem Translate(Exception error, string traceId)
    {
        switch (error)
        {
            case BadHttpRequestException { StatusCode: 413 }:
                return new ApiProblem(413, "body_too_large", "The body is too large.");
            case BadHttpRequestException bad:
                return new ApiProblem(bad.StatusCode, "body_invalid", "The request cannot be read.");
            case OperationCanceledException or TimeoutException:
                return new ApiProblem(503, "ticket_unavailable", "It took too long. Try again.") { RetryAfter = TimeSpan.FromSeconds(1) };
            case NpgsqlException store when store.IsAway():
                LogStore(error.Message);
                return Problem.StoreUnavailable();
            default:
                LogUnexpected(error, traceId);
                return new ApiProblem(500, "internal_error", "Something went wrong here; the log has it under this traceId.");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database did not answer: {Reason}")]
    private partial void LogStore(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {TraceId} failed.")]
    private partial void LogUnexpected(Exception error, string traceId);
}
