namespace WecomPlatform.Cli.Doctor.Checks;

/// <summary>Whether the corp still authorizes the suite (40084, 48004).</summary>
internal sealed class AuthorizationCheck : ICheck
{
    public string Name => "authorization";

    public async Task<Finding> RunAsync(Examination examination, CancellationToken ct)
    {
        if (await examination.RefusalAsync() is { Code: "authorization_cancelled" } refusal)
        {
            return Finding.Wrong(
                refusal.Code,
                refusal.Text,
                "wecom authorizations list shows its state. The corp's administrator has to install the app again."
            );
        }

        return await examination.SuiteIdAsync() is null || examination.Input.Corp is null ? Finding.Skipped("No suite's app.")
            : await examination.HasReachedWecomAsync() ? Finding.Ok("The corp authorizes the suite.")
            : Finding.Skipped("No signature could be made.");
    }
}
