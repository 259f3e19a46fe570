using System.CommandLine;
using WecomPlatform.Cli.Hosting;
using WecomPlatform.Cli.Settings;

namespace WecomPlatform.Cli.Upstream;

/// <summary>The options of commands that ask WeCom itself.</summary>
internal static class UpstreamOptions
{
    public static readonly Option<string> BaseUrl = new("--base-url")
    {
        Description = "Where WeCom's server API is, e.g. the simulator [env: WECOM_BASE_URL; default: https://qyapi.weixin.qq.com]",
        HelpName = "URL",
    };

    public static readonly Option<string> Proxy = new("--proxy")
    {
        Description = "The HTTP proxy to leave by, e.g. one whose address is on the app's IP list",
        HelpName = "URL",
    };

    /// <summary>Opens the way to WeCom.</summary>
    public static WecomUpstream Open(CliRun run)
    {
        var demo = run.Settings.Demo?.Simulator;
        var address = CliSettings.Said(run.Get(BaseUrl), run.Host.Variable("WECOM_BASE_URL"), demo);
        var proxy = run.Get(Proxy) is { } text ? CliSettings.Address(text, "--proxy") : null;
        return new WecomUpstream(address is null ? null : CliSettings.Address(address, "--base-url"), proxy, run.Host.Clock);
    }

    /// <summary>The app's secret: <c>-</c> is a line of standard input; what was not said may stand in WECOM_SECRET.</summary>
    public static string? Secret(CliRun run, string? said) =>
        said == "-" ? run.Host.ReadSecret("The secret") : CliSettings.Said(said, run.Host.Variable("WECOM_SECRET"));
}
