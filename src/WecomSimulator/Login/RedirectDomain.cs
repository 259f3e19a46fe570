namespace WecomSimulator.Login;

/// <summary>Where a login page sends browsers back to: the host equals a 可信域名 exactly, with its port (wecom-api.md §6.2; else 50001).</summary>
internal static class RedirectDomain
{
    /// <summary>Whether it is a host, with a port or without.</summary>
    public static bool IsValid(string domain) => Authority(domain) is not null;

    /// <param name="domains">Null: none are set up, everywhere is right.</param>
    /// <param name="redirectUri">Where to.</param>
    public static bool Lets(IReadOnlyList<string>? domains, string? redirectUri) =>
        Uri.TryCreate(redirectUri, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.UserInfo.Length == 0
        && (domains is null || domains.Any(domain => Authority(domain) == uri.Authority));

    private static string? Authority(string domain) =>
        Uri.TryCreate($"https://{domain}/", UriKind.Absolute, out var url) && url is { PathAndQuery: "/", UserInfo: "" }
            ? url.Authority
            : null;
}
