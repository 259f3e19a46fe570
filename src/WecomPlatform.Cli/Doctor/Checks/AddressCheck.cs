namespace WecomPlatform.Cli.Doctor.Checks;

/// <summary>Whether WeCom takes calls from the caller's address (企业可信IP; 60020).</summary>
internal sealed class AddressCheck : ICheck
{
    public string Name => "ip";

    public async Task<Finding> RunAsync(Examination examination, CancellationToken ct) =>
        await examination.RefusalAsync() is { Code: "ip_not_allowed" } refusal
            ? Finding.Wrong(
                refusal.Code,
                refusal.Text,
                "Self-built app: add the address to 企业可信IP in the app's settings. Suite: add it to the provider's IP白名单. "
                    + "It takes a minute to have effect. A changing address needs a fixed way out: an egress proxy."
            )
        : await examination.HasReachedWecomAsync()
            ? Finding.Ok($"WeCom takes calls from {(examination.CanSign ? "the platform" : "this machine")}.")
        : Finding.Skipped("WeCom was not asked, or refused for another reason.");
}
