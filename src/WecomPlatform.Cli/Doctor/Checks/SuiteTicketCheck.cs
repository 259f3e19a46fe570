using System.Globalization;

namespace WecomPlatform.Cli.Doctor.Checks;

/// <summary>Whether the suite's suite_ticket is there and young: WeCom pushes one every 10 minutes, each is good for 30 (OD 90628).</summary>
internal sealed class SuiteTicketCheck : ICheck
{
    private const string Advice =
        "Look at the suite's callback: its URL, Token and EncodingAESKey in the provider's console (应用 → 回调配置) must be those of wecom suites show. "
        + "刷新Ticket there pushes one now; wecom callbacks list shows what arrived.";

    private static readonly TimeSpan s_life = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan s_late = TimeSpan.FromMinutes(20);

    public string Name => "suite-ticket";

    public async Task<Finding> RunAsync(Examination examination, CancellationToken ct)
    {
        if (await examination.SuiteIdAsync() is not { } suite)
        {
            return Finding.Skipped("No suite.");
        }

        if (await examination.SuiteAsync() is not { IsSuccess: true })
        {
            return await examination.RefusalAsync() is { Code: "suite_ticket_missing" } refusal
                ? Finding.Wrong(refusal.Code, refusal.Text, Advice)
                : Finding.Skipped("The platform's administrator was not asked (WECOM_ADMIN_KEY, WECOM_TENANT).");
        }

        var credentials = await examination.AskCredentialsAsync();
        var ticket = credentials.FirstOrDefault(item => item["kind"]?.ToString() == "suite_ticket" && item["suiteId"]?.ToString() == suite);
        if (
            ticket?["hasValue"]?.GetValue<bool>() is not true
            || !DateTimeOffset.TryParse(ticket["fetchedAt"]?.ToString(), CultureInfo.InvariantCulture, out var at)
        )
        {
            return Finding.Wrong("suite_ticket_missing", $"WeCom has never pushed a suite_ticket of {suite} to the platform.", Advice);
        }

        var age = examination.Clock.GetUtcNow() - at;
        return age < s_late ? Finding.Ok($"The suite_ticket is {Spans.Say(age)} old.")
            : age < s_life
                ? Finding.Warning("suite_ticket_late", $"The suite_ticket is {Spans.Say(age)} old: the last push did not arrive.", Advice)
            : Finding.Wrong("suite_ticket_old", $"The suite_ticket is {Spans.Say(age)} old; WeCom takes it for 30 minutes.", Advice);
    }
}
