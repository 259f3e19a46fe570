using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Admin;

/// <summary>WeCom's secrets as the admin API takes them.</summary>
internal static class SecretText
{
    private const int Max = 512;

    /// <summary>Reads a secret; none is null, so that the stored one stays.</summary>
    public static bool TryRead(string? text, out Secret? secret)
    {
        var isValid = text is null || (text.Length is > 0 and <= Max && !text.Any(c => c is <= ' ' or > '~'));
        secret = isValid && text is not null ? new Secret(text) : null;
        return isValid;
    }

    public static ApiProblem Invalid() => Problem.BodyInvalid($"secret must be 1 to {Max} visible ASCII characters.");
}
