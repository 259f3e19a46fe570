namespace WecomPlatform.Cli.Doctor.Checks;

/// <summary>Whether the administrator's key is taken, and the tenant is there and enabled.</summary>
internal sealed class AdminKeyCheck : ICheck
{
    public string Name => "admin-key";

    public async Task<Finding> RunAsync(Examination examination, CancellationToken ct)
    {
        var input = examination.Input;
        if (input is not { Server: not null, AdminKey: not null, Tenant: { } tenant })
        {
            return Finding.Skipped(
                "No administrator's key or no tenant (WECOM_ADMIN_KEY, WECOM_TENANT): what the platform has stored is not looked at."
            );
        }

        return await examination.AskAdministratorAsync($"tenants/{Uri.EscapeDataString(tenant)}", ct) switch
        {
            null => Finding.Skipped("The platform does not answer."),
            { IsSuccess: true } answer when answer.Json?["enabled"]?.GetValue<bool>() == false => Finding.Wrong(
                "tenant_disabled",
                $"Tenant {tenant} is disabled: none of its keys works.",
                $"wecom tenants update {tenant} --enabled true"
            ),
            { IsSuccess: true } => Finding.Ok($"Tenant {tenant} is there."),
            var answer => Finding.Wrong(answer.Code, answer.Detail, "See wecom tenants list, and Admin__Key in the node's environment."),
        };
    }
}
