namespace WecomPlatform.Cli.Doctor.Checks;

/// <summary>Whether the platform knows the corp, the app and the suite.</summary>
internal sealed class RegistrationCheck : ICheck
{
    private static readonly Dictionary<string, string> s_advice = new(StringComparer.Ordinal)
    {
        ["corp_unknown"] = "wecom corps list shows the tenant's corps, wecom corps put adds one. Is it another tenant's?",
        ["agent_unknown"] =
            "wecom agents list shows the corp's apps, wecom agents put adds one. A third-party app appears when the corp installs it.",
        ["suite_unknown"] = "wecom suites list shows the tenant's suites, wecom suites put adds one.",
        ["agent_ambiguous"] = "Name the app (--agent), or let the corp say which one: wecom corps put … --ticket-source N",
        ["agent_replaced"] = "Use the new agentid, or name the suite instead of the app.",
    };

    public string Name => "registration";

    public async Task<Finding> RunAsync(Examination examination, CancellationToken ct)
    {
        var answers = new[] { await examination.SignedAsync(), await examination.AgentAsync(), await examination.SuiteAsync() };
        var refused = answers.FirstOrDefault(answer => answer is { IsSuccess: false } && s_advice.ContainsKey(answer.Code));
        return refused is not null ? Finding.Wrong(refused.Code, refused.Detail, s_advice[refused.Code])
            : answers.Any(answer => answer is { IsSuccess: true }) ? Finding.Ok("The platform knows the app.")
            : Finding.Skipped("The platform was not asked, or refused for another reason.");
    }
}
