using System.Text.Json.Nodes;

namespace WecomPlatform.Cli.Doctor.Checks;

/// <summary>Whether WeCom's limits are used up (45009): 100 ticket calls an hour for an app, 400 for a corp (OD 90506).</summary>
internal sealed class LimitCheck : ICheck
{
    private const int FrequencyLimit = 45009;

    private const string Advice =
        "Fetch a ticket once and keep it for its two hours, on all servers together; never one for each page. The block ends after an hour.";

    public string Name => "limit";

    public async Task<Finding> RunAsync(Examination examination, CancellationToken ct)
    {
        if (await examination.RefusalAsync() is { Code: "rate_limited" } refusal)
        {
            return Finding.Wrong(refusal.Code, refusal.Text, Advice);
        }

        var limited = (await examination.AskCredentialsAsync()).FirstOrDefault(item => Number(item["lastErrorCode"]) == FrequencyLimit);
        if (limited is not null)
        {
            return Finding.Wrong(
                "rate_limited",
                $"WeCom refused the {limited["kind"]} of this app: its calls were too many (45009).",
                Advice
            );
        }

        if (await examination.TicketRefusalAsync(ct) is { Code: "rate_limited" } tickets)
        {
            return Finding.Wrong(tickets.Code, tickets.Text, Advice);
        }

        return await examination.HasReachedWecomAsync() ? Finding.Ok("WeCom lets calls through.") : Finding.Skipped("WeCom was not asked.");
    }

    private static int? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;
}
