namespace WecomPlatform.Cli.Doctor.Checks;

/// <summary>Whether the secret is this very app's (301002), and the app is enabled.</summary>
internal sealed class AgentCheck : ICheck
{
    public string Name => "agent";

    public async Task<Finding> RunAsync(Examination examination, CancellationToken ct)
    {
        if (await examination.RefusalAsync() is { Code: "secret_of_other_agent" } refusal)
        {
            return Finding.Wrong(
                refusal.Code,
                refusal.Text,
                "Each app has a secret, a token and tickets of its own. Use the secret of this agentid, and cache tokens by corp and app, never by corp alone."
            );
        }

        return await examination.AgentAtWecomAsync() switch
        {
            { IsSuccess: true, Value.IsClosed: true } => Finding.Wrong(
                "agent_disabled",
                $"App {examination.Input.Agent} is disabled in the corp.",
                "Enable it in WeCom's console (应用管理 → 启用)."
            ),
            { IsSuccess: true } answer => Finding.Ok($"The secret is app {examination.Input.Agent}'s{Named(answer.Value.Name)}."),
            _ => Finding.Skipped("WeCom was not asked for the app: say --agent and its --secret. The platform asks when an app is put."),
        };
    }

    private static string Named(string name) => name.Length == 0 ? string.Empty : $" ({name})";
}
