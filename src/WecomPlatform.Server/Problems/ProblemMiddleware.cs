namespace WecomPlatform.Server.Problems;

/// <summary>Turns what escapes an endpoint, and bare statuses without a body, into problems.</summary>
internal sealed class ProblemMiddleware(RequestDelegate next, Failures failures)
{
    public Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff"; // answers hold urls as they came
        var answering = AnswerAsync(context);
        return answering.IsCompletedSuccessfully && context.Response.HasStarted ? answering : WatchAsync(context, answering);
    }

    // What an endpoint throws before its first await ends up in the task, too.
    private Task AnswerAsync(HttpContext context)
    {
        try
        {
            return next(context);
        }
#pragma warning disable CA1031 // Whoever awaits the task sees it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return Task.FromException(error);
        }
    }

    private async Task WatchAsync(HttpContext context, Task answering)
    {
        try
        {
            await answering;
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

            await failures.ToProblem(error, context.TraceIdentifier).ExecuteAsync(context);
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
}
