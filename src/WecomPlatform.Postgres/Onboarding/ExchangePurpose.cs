namespace WecomPlatform.Postgres.Onboarding;

/// <summary>What an auth code is exchanged for.</summary>
public enum ExchangePurpose
{
    /// <summary>A corp's installation of a suite.</summary>
    Install,

    /// <summary>A customised app's new permanent code.</summary>
    Reset,
}
