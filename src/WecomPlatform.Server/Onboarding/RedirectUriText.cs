using System.Diagnostics.CodeAnalysis;

namespace WecomPlatform.Server.Onboarding;

/// <summary>Where a browser is sent back to. Registered uris are compared to the letter.</summary>
internal static class RedirectUriText
{
    private const int MaxLength = 2048;

    /// <summary>Reads one: an absolute http(s) url without userinfo and fragment, in visible ASCII.</summary>
    public static bool IsValid([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= MaxLength }
        && !text.AsSpan().ContainsAnyExceptInRange('!', '~')
        && !text.Contains('#', StringComparison.Ordinal)
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is ("http" or "https")
        && uri.UserInfo.Length == 0
        && uri.Host.Length > 0;

    /// <summary>Adds parameters to what the uri has.</summary>
    public static string With(string uri, params (string Name, string? Value)[] parameters)
    {
        var query = string.Join(
            '&',
            parameters.Where(pair => pair.Value is not null).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}")
        );
        return $"{uri}{(uri.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";
    }
}
