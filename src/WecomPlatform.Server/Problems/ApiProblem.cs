using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WecomPlatform.Server.Problems;

/// <summary>An error as the API answers it: <c>application/problem+json</c> (RFC 9457) with a stable <c>code</c>.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The stable code; programs decide by it.</param>
/// <param name="Detail">What went wrong and what to do about it, for people. Never a secret.</param>
public sealed record ApiProblem(int Status, string Code, string Detail) : IResult
{
    // People read this: 可信域名 and quotes stay as they are. It is never put into HTML.
    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Which rule was broken, where a code has several.</summary>
    public string? Rule { get; init; }

    /// <summary>How long to wait before trying again; null when trying again does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The app that took the place of the one asked for.</summary>
    public int? AgentId { get; init; }

    /// <summary>How long to wait, in whole seconds, at least one.</summary>
    public long RetryAfterSeconds => RetryAfter is { } wait ? Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)) : 0;

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "application/problem+json";
        response.Headers.CacheControl = "no-store";
        if (RetryAfter is not null)
        {
            response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        }

        if (Status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        await using (var json = new Utf8JsonWriter(response.BodyWriter, s_json))
        {
            json.WriteStartObject();
            Write(json);
            json.WriteString("traceId", httpContext.TraceIdentifier);
            json.WriteEndObject();
        }

        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteString("type", $"urn:wecom-platform:problem:{Code}");
        json.WriteString("title", Code.Replace('_', ' '));
        json.WriteNumber("status", Status);
        json.WriteString("code", Code);
        json.WriteString("detail", Detail);
        if (Rule is not null)
        {
            json.WriteString("rule", Rule);
        }

        if (AgentId is { } agent)
        {
            json.WriteNumber("agentId", agent);
        }
    }
}
