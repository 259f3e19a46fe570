using System.Text.Json.Nodes;
using WecomPlatform.Cli.Hosting;

namespace WecomPlatform.Cli.Http;

/// <summary>What the platform answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Json">The body; null when it is none.</param>
/// <param name="RetryAfter">When trying again may help.</param>
/// <param name="Date">The platform's wall clock.</param>
internal sealed record PlatformAnswer(int Status, JsonNode? Json, TimeSpan? RetryAfter, DateTimeOffset? Date)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The stable code of a refusal.</summary>
    public string Code => (Json as JsonObject)?["code"]?.ToString() ?? $"http_{Status}";

    /// <summary>What went wrong, for people.</summary>
    public string Detail =>
        (Json as JsonObject)?["detail"]?.ToString()
        ?? $"The server answered HTTP {Status} without a problem of the platform's: is it the platform?";

    /// <summary>The refusal as an error of the command.</summary>
    public CliException ToException() =>
        new(ExitCode.Of(Status, Code), Code, Detail)
        {
            Rule = (Json as JsonObject)?["rule"]?.ToString(),
            RetryAfter = RetryAfter is { } wait ? (int)wait.TotalSeconds : null,
        };
}
