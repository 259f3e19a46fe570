using WecomPlatform.Credentials.Time;

namespace WecomPlatform.Server.Signing;

/// <summary>What all pages have in common that are signed in the same millisecond.</summary>
/// <param name="At">Both clocks.</param>
/// <param name="UnixSeconds">The time of the signatures, by the database's clock.</param>
/// <param name="IsWithoutDatabase">Whether the database has been silent for longer than <see cref="SignOptions.WithoutDatabase"/>.</param>
internal sealed record SignMoment(Instant At, long UnixSeconds, bool IsWithoutDatabase);
