using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using WecomPlatform.Cli.Hosting;

namespace WecomPlatform.Cli.Settings;

/// <summary>The options that say which app is meant.</summary>
internal static class AppOptions
{
    public static readonly Option<string> Corp = new("--corp", "-c")
    {
        Description = "The corp's corpid (企业ID) [env: WECOM_CORP]",
        HelpName = "CORPID",
    };

    public static readonly Option<int?> Agent = new("--agent", "-a")
    {
        Description = "The app's agentid [env: WECOM_AGENT]",
        HelpName = "N",
    };

    public static readonly Option<string> Suite = new("--suite")
    {
        Description = "The suite: a third-party app, a template, or a login suite",
        HelpName = "SUITEID",
    };

    /// <summary>The corpid, when it was said.</summary>
    public static string? CorpOf(CliRun run) => CliSettings.Said(run.Get(Corp), run.Host.Variable("WECOM_CORP"), run.Settings.Demo?.CorpId);

    /// <summary>The agentid, when it was said; the environment's and the demo's belong to the corp named there.</summary>
    public static int? AgentOf(CliRun run)
    {
        if (run.Get(Agent) is { } said)
        {
            return said;
        }

        var other = CliSettings.Said(run.Host.Variable("WECOM_AGENT"), run.Settings.Demo?.AgentId);
        if (other is null || run.Get(Corp) is not null || run.Get(Suite) is not null)
        {
            return null;
        }

        return int.TryParse(other, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw CliException.Usage("WECOM_AGENT must be a number.");
    }

    /// <summary>The body of a request for signatures.</summary>
    public static JsonObject Body(CliRun run, string url)
    {
        var body = new JsonObject { ["url"] = url };
        if (CorpOf(run) is { } corp)
        {
            body["corpId"] = corp;
        }

        if (AgentOf(run) is { } agent)
        {
            body["agentId"] = agent;
        }

        if (run.Get(Suite) is { } suite)
        {
            body["suiteId"] = suite;
        }

        return body;
    }
}
