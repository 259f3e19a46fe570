namespace WecomPlatform.Server.Login.Sessions;

/// <summary>Sends a browser on. The framework's own redirect logs where to, and codes stand there.</summary>
/// <param name="Url">Where to.</param>
internal sealed record Redirection(string Url) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status302Found;
        httpContext.Response.Headers.Location = Url;
        return Task.CompletedTask;
    }

    public override string ToString() => nameof(Redirection);
}
