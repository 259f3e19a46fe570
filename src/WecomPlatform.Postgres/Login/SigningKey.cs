using WecomPlatform.Credentials.Secrets;

namespace WecomPlatform.Postgres.Login;

/// <summary>A key that signs id tokens: ECDSA on P-256.</summary>
/// <param name="Kid">Its name in tokens and in the published set.</param>
/// <param name="X">The public point's x, 32 bytes.</param>
/// <param name="Y">The public point's y, 32 bytes.</param>
/// <param name="PrivateKey">The private number, base64 of 32 bytes.</param>
/// <param name="SignsFrom">When it begins to sign; published before that.</param>
/// <param name="SignsUntil">When it no longer signs; published until what it signed has expired.</param>
public sealed record SigningKey(
    string Kid,
    ReadOnlyMemory<byte> X,
    ReadOnlyMemory<byte> Y,
    Secret PrivateKey,
    DateTimeOffset SignsFrom,
    DateTimeOffset SignsUntil
);
