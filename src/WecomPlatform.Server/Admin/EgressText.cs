using WecomPlatform.Server.Problems;
using WecomPlatform.Wecom.Egress;

namespace WecomPlatform.Server.Admin;

/// <summary>An egress proxy as the admin API takes it.</summary>
internal static class EgressText
{
    private const int MaxLength = 512;

    /// <summary>Reads a proxy's url; none is fine.</summary>
    public static bool TryParse(string? text, out Uri? proxy)
    {
        proxy = null;
        return text is null
            || (
                text.Length <= MaxLength
                && !text.AsSpan().ContainsAnyExceptInRange('!', '~')
                && Uri.TryCreate(text, UriKind.Absolute, out proxy)
                && WecomOptions.IsProxy(proxy)
            );
    }

    public static ApiProblem Invalid() => Problem.BodyInvalid("egressProxy must be an http:// url with a host and without userinfo.");
}
