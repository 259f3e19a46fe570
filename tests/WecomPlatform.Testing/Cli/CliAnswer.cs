using System.Text.Json;
using System.Text.Json.Nodes;

namespace WecomPlatform.Testing.Cli;

/// <summary>How a run of <c>wecom</c> went.</summary>
public sealed record CliAnswer(int ExitCode, string Out, string Error)
{
    /// <summary>What it answered, with --json.</summary>
    public JsonNode Json => Parse(Out);

    /// <summary>The code of its error, with --json.</summary>
    public string? ErrorCode => (string?)Parse(Error)["error"]?["code"];

    /// <summary>This answer, or an exception that shows it.</summary>
    public CliAnswer Expect(int exitCode = 0) =>
        ExitCode == exitCode ? this : throw new InvalidOperationException($"ended with {ExitCode}, not {exitCode}: {Error}\n{Out}");

    private static JsonNode Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) ?? throw new InvalidDataException("null");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"Not JSON: {text}", e);
        }
    }
}
