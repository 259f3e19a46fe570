namespace WecomPlatform.Wecom.Errors;

/// <summary>What the platform does about an error.</summary>
public enum WecomReaction
{
    /// <summary>Nothing helps but a person: the request itself is wrong.</summary>
    Refuse = 0,

    /// <summary>Tries again after a while.</summary>
    Backoff,

    /// <summary>Refreshes the token that the call was made with, once, and repeats the call once.</summary>
    RefreshToken,

    /// <summary>Waits until WeCom's window is over.</summary>
    WaitOutLimit,

    /// <summary>Stops calling with this secret until it changes.</summary>
    RejectSecret,

    /// <summary>Waits for the operator to put the address on the app's list.</summary>
    AllowIp,

    /// <summary>Waits for the operator to correct the corpid.</summary>
    CorrectCorp,

    /// <summary>Stops using the corp's authorization until the corp gives it again.</summary>
    SuspendAuthorization,

    /// <summary>Waits for the next suite_ticket to be pushed.</summary>
    AwaitSuiteTicket,
}
