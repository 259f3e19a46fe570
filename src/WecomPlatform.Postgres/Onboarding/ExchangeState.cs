namespace WecomPlatform.Postgres.Onboarding;

/// <summary>How the exchange of an auth code stands.</summary>
public enum ExchangeState
{
    /// <summary>The auth code is certainly not used up; it is tried again.</summary>
    Waiting,

    /// <summary>The call may be on its way.</summary>
    Started,

    /// <summary>The permanent code is stored.</summary>
    Done,

    /// <summary>WeCom refused for good.</summary>
    Failed,

    /// <summary>Nobody knows whether the auth code is used up: it is never tried again.</summary>
    Uncertain,

    /// <summary>It was uncertain; the corp has installed again, or the administrator has looked at it.</summary>
    Cleared,
}
