using System.Diagnostics.CodeAnalysis;

namespace WecomPlatform.Server.Admin.LoginHosts;

/// <summary>Hosts as browsers send them: lower case, punycode, with a port that is not the scheme's own.</summary>
internal static class HostText
{
    private const int MaxLength = 260;

    public static bool TryRead([NotNullWhen(true)] string? text, [NotNullWhen(true)] out string? host)
    {
        host = null;
        if (
            text is { Length: > 0 and <= MaxLength }
            && Uri.TryCreate($"http://{text}/", UriKind.Absolute, out var uri)
            && uri is { PathAndQuery: "/", UserInfo: "", Fragment: "" }
            && !text.Contains('*', StringComparison.Ordinal)
        )
        {
            host = (uri.IsDefaultPort ? uri.IdnHost : $"{uri.IdnHost}:{uri.Port}").ToLowerInvariant();
        }

        return host is not null;
    }
}
