namespace WecomPlatform.Cli.Doctor.Checks;

/// <summary>Whether WeCom takes the secret (40001, 40091), and knows the corp (40013).</summary>
internal sealed class SecretCheck : ICheck
{
    public string Name => "secret";

    public async Task<Finding> RunAsync(Examination examination, CancellationToken ct) =>
        await examination.RefusalAsync() switch
        {
            { Code: "secret_rejected" } refusal => Finding.Wrong(
                refusal.Code,
                refusal.Text,
                "Copy the secret of this very app from WeCom's console; look whether the app is enabled (启用). A customised app's secret is its "
                    + "permanent code (永久授权码), never the suite's. Do not try again and again: WeCom bans the address for an hour."
            ),
            { Code: "corp_rejected" } refusal => Finding.Wrong(
                refusal.Code,
                refusal.Text,
                "Copy the corpid: 我的企业 → 企业信息 → 企业ID."
            ),
            { Code: "secret_probe_paused" } refusal => Finding.Wrong(refusal.Code, refusal.Text, "Correct the secret, and wait."),
            _ => await examination.HasReachedWecomAsync()
                ? Finding.Ok("WeCom takes the secret.")
                : Finding.Skipped("WeCom was not asked: name a corp and its app's --secret, or a platform."),
        };
}
