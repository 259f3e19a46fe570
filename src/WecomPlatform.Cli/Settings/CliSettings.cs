using System.CommandLine;
using WecomPlatform.Cli.Hosting;

namespace WecomPlatform.Cli.Settings;

/// <summary>Where the platform is and who asks: from the command line, else the environment, else the demo's file.</summary>
internal sealed class CliSettings(ParseResult parsed, CliHost host)
{
    private readonly Lazy<DemoFile?> _demo = new(() =>
        Said(parsed.GetValue(GlobalOptions.Demo), host.Variable("WECOM_DEMO")) is { } path ? DemoFile.Read(path) : null
    );

    private readonly Lazy<IReadOnlyList<string>> _keys = new(() =>
        [.. (parsed.GetValue(GlobalOptions.Key) ?? []).Select(key => key == "-" ? host.ReadSecret("A key") : key)]
    );

    /// <summary>What ./run wrote; null when it was not named.</summary>
    public DemoFile? Demo => _demo.Value;

    /// <summary>The platform's address, when it was said.</summary>
    public Uri? ServerOrNone =>
        Said(parsed.GetValue(GlobalOptions.Server), host.Variable("WECOM_SERVER"), Demo?.Gateway) is { } text
            ? Address(text, "--server")
            : null;

    /// <summary>The platform's address.</summary>
    public Uri Server => ServerOrNone ?? throw CliException.Usage("Where is the platform? Say --server or set WECOM_SERVER.");

    /// <summary>The administrator's key, when there is one.</summary>
    public string? AdminKeyOrNone => Said(_keys.Value.LastOrDefault(IsAdmins), host.Variable("WECOM_ADMIN_KEY"), Demo?.AdminKey);

    /// <summary>The administrator's key.</summary>
    public string AdminKey =>
        AdminKeyOrNone ?? throw CliException.Usage("This needs the administrator's key (ak_…): set WECOM_ADMIN_KEY or say --key.");

    /// <summary>A tenant's key, when there is one.</summary>
    public string? KeyOrNone => Said(_keys.Value.LastOrDefault(key => !IsAdmins(key)), host.Variable("WECOM_KEY"), Demo?.SecretKey);

    /// <summary>A tenant's key.</summary>
    public string Key => KeyOrNone ?? throw CliException.Usage("This needs a tenant's key (sk_…): set WECOM_KEY or say --key.");

    /// <summary>The tenant's id, when it was said.</summary>
    public string? TenantOrNone => Said(parsed.GetValue(GlobalOptions.Tenant), host.Variable("WECOM_TENANT"), Demo?.Tenant);

    /// <summary>The tenant's id.</summary>
    public string Tenant => TenantOrNone ?? throw CliException.Usage("Which tenant? Say --tenant or set WECOM_TENANT.");

    /// <summary>Reads an address.</summary>
    public static Uri Address(string text, string option) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" }
        && url.Host.Length > 0
            ? url
            : throw CliException.Usage($"{option} must be an absolute http(s) url without user, query and #.");

    /// <summary>The first that was said.</summary>
    public static string? Said(params ReadOnlySpan<string?> candidates)
    {
        foreach (var candidate in candidates)
        {
            if (!string.IsNullOrEmpty(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    private static bool IsAdmins(string key) => key.StartsWith("ak_", StringComparison.Ordinal);
}
