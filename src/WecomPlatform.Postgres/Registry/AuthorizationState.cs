namespace WecomPlatform.Postgres.Registry;

/// <summary>How a corp's authorization of a suite stands.</summary>
public enum AuthorizationState
{
    /// <summary>The app may be used.</summary>
    Active,

    /// <summary>WeCom refuses the permanent code; what is known is kept until the corp's word comes.</summary>
    Suspended,

    /// <summary>The corp has cancelled; its permanent code is erased.</summary>
    Cancelled,
}
