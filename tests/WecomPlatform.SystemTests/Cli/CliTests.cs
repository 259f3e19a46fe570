using System.Text.Json.Nodes;
using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Cli;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Cli;

/// <summary>Tests that run <c>wecom</c> against the shared platform and simulator.</summary>
public abstract class CliTests(PlatformFixture platform) : PlatformTests(platform)
{
    /// <summary>Everything that a user of the test's app sets.</summary>
    protected IDictionary<string, string?> Settings =>
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["WECOM_SERVER"] = Node.BaseAddress.OriginalString,
            ["WECOM_ADMIN_KEY"] = Host.Secrets.AdminKey,
            ["WECOM_TENANT"] = App.Tenant,
            ["WECOM_KEY"] = App.Key,
        };

    /// <summary>Runs it as a user with all settings.</summary>
    protected Task<CliAnswer> WecomAsync(params string[] arguments) => WecomProgram.RunAsync(arguments, environment: Settings.AsReadOnly());

    /// <summary>Runs it as a developer who has nothing but WeCom.</summary>
    protected Task<CliAnswer> AtWecomAsync(string[] arguments, string input = "") =>
        WecomProgram.RunAsync([.. arguments, "--base-url", Host.Simulator.BaseAddress.OriginalString], input);

    /// <summary>A ticket of the app straight from WeCom.</summary>
    protected async Task<string> TicketAsync(CorpApp app, bool isAgents = false)
    {
        ArgumentNullException.ThrowIfNull(app);
        string[] arguments = ["ticket", app.CorpId, app.Secret];
        return (await AtWecomAsync(isAgents ? [.. arguments, "--agent"] : arguments)).Expect().Out.Trim();
    }

    /// <summary>What one of doctor's checks found.</summary>
    protected static JsonNode Finding(CliAnswer answer, string check)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.Json["findings"]!.AsArray().Single(finding => (string?)finding!["check"] == check)!;
    }
}
