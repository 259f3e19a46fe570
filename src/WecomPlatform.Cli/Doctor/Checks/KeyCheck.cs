namespace WecomPlatform.Cli.Doctor.Checks;

/// <summary>Whether the tenant's key is taken and may sign.</summary>
internal sealed class KeyCheck : ICheck
{
    public string Name => "key";

    public async Task<Finding> RunAsync(Examination examination, CancellationToken ct) =>
        !examination.CanSign ? Finding.Skipped("No tenant's key or no corp (WECOM_KEY, --corp): no signature is asked for.")
        : await examination.SignedAsync() is not { } answer ? Finding.Skipped("The platform does not answer.")
        : answer.Code is "key_missing" or "key_invalid" or "scope_missing" or "origin_not_trusted" && !answer.IsSuccess
            ? Finding.Wrong(answer.Code, answer.Detail, "Make a new one: wecom keys create --kind secret")
        : Finding.Ok("The platform takes the key.");
}
