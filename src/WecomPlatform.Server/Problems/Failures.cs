using Npgsql;
using WecomPlatform.Postgres.Errors;
using WecomPlatform.Server.Database;

namespace WecomPlatform.Server.Problems;

/// <summary>What escapes an endpoint, as the caller is told and as the log has it.</summary>
internal sealed partial class Failures(ILogger<Failures> logger)
{
    /// <summary>The problem that stands for an exception.</summary>
    /// <param name="error">The exception.</param>
    /// <param name="traceId">The request's id, by which the log line is found.</param>
    public ApiProblem ToProblem(Exception error, string traceId)
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
                LogStore(error.Tell());
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
