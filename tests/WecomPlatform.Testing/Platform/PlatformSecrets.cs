using System.Security.Cryptography;

namespace WecomPlatform.Testing.Platform;

/// <summary>What all nodes of one platform share.</summary>
public sealed record PlatformSecrets(string AdminKey, string SealingKey)
{
    private const string Alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static PlatformSecrets Generate() =>
        new(
            $"ak_{RandomNumberGenerator.GetString(Alphanumeric, 12)}_{RandomNumberGenerator.GetString(Alphanumeric, 40)}",
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))
        );
}
