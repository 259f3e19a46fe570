namespace WecomPlatform.SystemTests.Chaos;

/// <summary>A success, and the tickets that made its signatures.</summary>
public sealed record SignedWith(ChaosAnswer Answer, IssuedValue Corp, IssuedValue Agent);
