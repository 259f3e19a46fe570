using System.Security.Cryptography;

namespace WecomSimulator.Credentials;

/// <summary>Values that look like WeCom's: clients must bear their length and alphabet (wecom-api.md §0.1: up to 512 bytes).</summary>
internal static class CredentialText
{
    private const int AccessTokenLength = 214;
    private const int TicketLength = 86;
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

    public static string New(CredentialKind kind) =>
        RandomNumberGenerator.GetString(Alphabet, kind == CredentialKind.AccessToken ? AccessTokenLength : TicketLength);
}
