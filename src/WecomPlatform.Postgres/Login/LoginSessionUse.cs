namespace WecomPlatform.Postgres.Login;

/// <summary>What became of a browser that came back.</summary>
public enum LoginSessionUse
{
    /// <summary>It is the one that went, for the first time, in time.</summary>
    Taken,

    /// <summary>There is no such session, or it is over.</summary>
    Unknown,

    /// <summary>Another browser went, or none.</summary>
    OtherBrowser,

    /// <summary>It came back before.</summary>
    Used,
}
