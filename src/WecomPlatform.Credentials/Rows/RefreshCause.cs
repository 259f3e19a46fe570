namespace WecomPlatform.Credentials.Rows;

/// <summary>Why a refresh is made.</summary>
public enum RefreshCause
{
    /// <summary>Its time has come; nobody waits. May use the whole budget.</summary>
    Scheduled = 0,

    /// <summary>Somebody waits for a value. Leaves the part of the budget that is kept for scheduled refreshes.</summary>
    Demanded = 1,

    /// <summary>Somebody reported the value dead. At most one in a while.</summary>
    Forced = 2,
}
