using System.Text.Json.Nodes;

namespace WecomPlatform.Cli.Doctor.Checks;

/// <summary>Whether all of the app's tokens and tickets were fetched without failures lately: a live one is served, whatever comes next.</summary>
internal sealed class CredentialsCheck : ICheck
{
    public string Name => "credentials";

    public async Task<Finding> RunAsync(Examination examination, CancellationToken ct)
    {
        var credentials = await examination.AskCredentialsAsync();
        if (credentials.Count == 0)
        {
            return Finding.Skipped("The platform has none of this app yet, or its administrator was not asked.");
        }

        var failing = credentials.FirstOrDefault(item => item["failures"] is JsonValue failures && failures.GetValue<int>() > 0);
        return failing is null
            ? Finding.Ok($"{credentials.Count} tokens and tickets, none failing.")
            : Finding.Warning(
                "credential_failing",
                $"The {failing["kind"]} could not be fetched last time: {failing["lastError"]}"
                    + $"{(failing["lastErrorCode"] is { } code ? $" ({code})" : string.Empty)}. Pages are signed until what is held ends.",
                $"wecom credentials refresh {failing["id"]} fetches it now and says why not."
            );
    }
}
