namespace WecomPlatform.Credentials.Rows;

/// <summary>Why a refresh is made.</summary>
public enum RefreshCause
{
    /// <summary>Its time has come and the value still lives, whoever asked first. May use the whole budget.</summary>
    Scheduled = 0,

    /// <summary>Somebody wants a value where none lives. Leaves the part of the budget that is kept for scheduled refreshes.</summary>
    Demanded = 1,

    /// <summary>Somebody reported the value dead. At most one in a while.</summary>
    Forced = 2,
}
