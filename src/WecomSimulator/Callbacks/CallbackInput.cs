using WecomSimulator.Control;

namespace WecomSimulator.Callbacks;

/// <summary>What a console takes for a callback (wecom-api.md §7.3).</summary>
internal static class CallbackInput
{
    private const int MaxTokenLength = 32;
    private const int EncodingAesKeyLength = 43;

    public static void Check(string? url, string? token, string? encodingAesKey)
    {
        if (url is not null && (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https")))
        {
            throw SimProblem.BadBody($"'{url}' is no http(s) URL");
        }

        if (token is not null && (token.Length is 0 or > MaxTokenLength || !token.All(char.IsAsciiLetterOrDigit)))
        {
            throw SimProblem.BadBody("token is 1 to 32 letters and digits");
        }

        if (encodingAesKey is not null && (encodingAesKey.Length != EncodingAesKeyLength || !encodingAesKey.All(char.IsAsciiLetterOrDigit)))
        {
            throw SimProblem.BadBody("encodingAesKey is 43 letters and digits");
        }
    }
}
