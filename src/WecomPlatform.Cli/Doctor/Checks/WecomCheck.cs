namespace WecomPlatform.Cli.Doctor.Checks;

/// <summary>Whether WeCom can be reached, and whatever else it refuses that no other check knows.</summary>
internal sealed class WecomCheck : ICheck
{
    private static readonly HashSet<string> s_others = new(StringComparer.Ordinal)
    {
        "agent_ambiguous",
        "agent_replaced",
        "agent_unknown",
        "authorization_cancelled",
        "corp_rejected",
        "corp_unknown",
        "ip_not_allowed",
        "key_invalid",
        "key_missing",
        "rate_limited",
        "scope_missing",
        "secret_of_other_agent",
        "secret_probe_paused",
        "secret_rejected",
        "suite_ticket_missing",
        "suite_unknown",
        "url_invalid",
        "url_not_trusted",
    };

    public string Name => "wecom";

    public async Task<Finding> RunAsync(Examination examination, CancellationToken ct) =>
        await examination.RefusalAsync() switch
        {
            { Code: "upstream_unavailable" } refusal => Finding.Wrong(
                refusal.Code,
                refusal.Text,
                $"Can {examination.Wecom.Authority} be reached: name, firewall, proxy? The platform's own way is Wecom__BaseUrl and its egress proxies."
            ),
            { } refusal when !s_others.Contains(refusal.Code) => Finding.Wrong(
                refusal.Code,
                refusal.Text,
                "Look the errcode up at https://open.work.weixin.qq.com/devtool/query, and see the platform's log."
            ),
            _ => await examination.HasReachedWecomAsync()
                ? Finding.Ok("WeCom answers.")
                : Finding.Skipped("WeCom was not asked, or refused."),
        };
}
