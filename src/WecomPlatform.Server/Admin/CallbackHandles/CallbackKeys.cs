using System.Security.Cryptography;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Server.Problems;
using WecomPlatform.Wecom.Callbacks;

namespace WecomPlatform.Server.Admin.CallbackHandles;

/// <summary>A Token with its EncodingAESKey.</summary>
internal sealed record CallbackKeys(Secret Token, Secret EncodingAesKey)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    // 43 characters hold two bits more than 32 bytes. WeCom's own keys have some set, but strict decoders refuse those: ours have none.
    private const string LastCharacters = "AEIMQUYcgkosw048";

    /// <summary>New ones.</summary>
    public static CallbackKeys Create() =>
        new(
            new Secret(RandomNumberGenerator.GetString(Alphabet, 32)),
            new Secret(RandomNumberGenerator.GetString(Alphabet, 42) + RandomNumberGenerator.GetString(LastCharacters, 1))
        );

    /// <summary>Reads a pair; none is null.</summary>
    public static (CallbackKeys? Keys, ApiProblem? Problem) Read(string? token, string? encodingAesKey)
    {
        if (token is null && encodingAesKey is null)
        {
            return (null, null);
        }

        if (string.IsNullOrEmpty(token) || string.IsNullOrEmpty(encodingAesKey))
        {
            return (null, Invalid());
        }

        var keys = new CallbackKeys(new Secret(token), new Secret(encodingAesKey));
        return CallbackCipher.TryCreate(keys.Token, keys.EncodingAesKey) is null ? (null, Invalid()) : (keys, null);
    }

    private static ApiProblem Invalid() =>
        Problem.BodyInvalid("A Token (1 to 32 letters and digits) and its EncodingAESKey (43 letters and digits) are given together.");
}
