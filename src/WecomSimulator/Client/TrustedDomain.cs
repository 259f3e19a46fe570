namespace WecomSimulator.Client;

/// <summary>可信域名 of an app (wecom-api.md §8): it covers its own host and every host below it.</summary>
internal static class TrustedDomain
{
    /// <summary>The domain in lower case and punycode; null when it is none.</summary>
    public static string? Normalize(string domain) =>
        Uri.TryCreate($"https://{domain}/", UriKind.Absolute, out var url)
        && url.IsDefaultPort
        && url.PathAndQuery == "/"
        && url.UserInfo.Length == 0
        && !domain.Contains(':')
            ? url.IdnHost
            : null;

    public static bool Covers(string domain, string host) =>
        Normalize(domain) is { } trusted
        && (host.Equals(trusted, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + trusted, StringComparison.OrdinalIgnoreCase));
}
