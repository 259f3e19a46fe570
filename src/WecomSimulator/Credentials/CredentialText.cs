using System.Security.Cryptography;

namespace WecomSimulator.Credentials;

/// <summary>Values that look like WeCom's: clients must bear their length and alphabet (wecom-api.md §0.1: up to 512 bytes).</summary>
internal static class CredentialText
{
    private const int AccessTokenLength = 214;
    private const int TicketLength = 86;
    private const int PreAuthCodeLength = 64;

    /// <summary>As long as it may be (§5.5: 64 to 512 bytes).</summary>
    private const int AuthCodeLength = 512;
    private const int PermanentCodeLength = 86;
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

    public static string New(CredentialKind kind) =>
        New(
            kind switch
            {
                CredentialKind.AccessToken or CredentialKind.SuiteToken or CredentialKind.ProviderToken => AccessTokenLength,
                CredentialKind.PreAuthCode => PreAuthCodeLength,
                CredentialKind.AuthCode => AuthCodeLength,
                _ => TicketLength,
            }
        );

    public static string NewPermanentCode() => New(PermanentCodeLength);

    private static string New(int length) => RandomNumberGenerator.GetString(Alphabet, length);
}
