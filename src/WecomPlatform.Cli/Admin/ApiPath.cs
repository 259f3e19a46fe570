using System.CommandLine;
using System.Text.RegularExpressions;
using WecomPlatform.Cli.Hosting;

namespace WecomPlatform.Cli.Admin;

/// <summary>A path of the admin API with <c>{names}</c>, each an argument of the command; <c>{tenant}</c> is a setting.</summary>
internal sealed partial class ApiPath
{
    private const string Tenant = "tenant";

    private static readonly Dictionary<string, string> s_meanings = new(StringComparer.Ordinal)
    {
        ["id"] = "The tenant's id",
        ["keyId"] = "The key's id, as the list shows it",
        ["corpId"] = "The corp's corpid (企业ID)",
        ["agentId"] = "The app's agentid",
        ["suiteId"] = "The suite's id (ww…, dk…)",
        ["exchangeId"] = "The exchange's id, as the list of authorizations shows it",
        ["uri"] = "The uri, to the letter",
        ["credentialId"] = "The credential's id, as the list shows it",
        ["handle"] = "The callback handle",
        ["callbackId"] = "The callback's id, as the list shows it",
        ["messageId"] = "The message's id, as the list shows it",
    };

    private readonly string _template;
    private readonly Dictionary<string, Argument<string>> _arguments;

    public ApiPath(string template)
    {
        _template = template;
        _arguments = Names()
            .Matches(template)
            .Select(match => match.Groups["name"].Value)
            .Where(name => name != Tenant)
            .ToDictionary(name => name, name => new Argument<string>(name) { Description = s_meanings[name] });
    }

    /// <summary>The command's arguments, in the path's order.</summary>
    public IEnumerable<Argument<string>> Arguments => _arguments.Values;

    /// <summary>The path with the names filled in.</summary>
    public string Fill(CliRun run) =>
        "admin/v1/"
        + Names()
            .Replace(
                _template,
                match =>
                {
                    var name = match.Groups["name"].Value;
                    return Escape(name == Tenant ? run.Settings.Tenant : run.Get(_arguments[name])!, name);
                }
            );

    // Nothing escapes dots, and "corps/.." would be the tenant.
    private static string Escape(string value, string name) =>
        value is "" or "." or ".." ? throw CliException.Usage($"{name} cannot be empty, \".\" or \"..\".") : Uri.EscapeDataString(value);

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Names();
}
