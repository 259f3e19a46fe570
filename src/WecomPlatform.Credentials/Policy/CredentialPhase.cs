namespace WecomPlatform.Credentials.Policy;

/// <summary>Where a credential stands in its life.</summary>
public enum CredentialPhase
{
    /// <summary>There is no usable value and nothing is known against fetching one.</summary>
    Expired = 0,

    /// <summary>Enough life left: nobody does anything.</summary>
    Fresh,

    /// <summary>Somebody refreshes in the background; everyone goes on with the value.</summary>
    Advisory,

    /// <summary>Little life left: callers wait for one refresh, and still get the value if it fails.</summary>
    Mandatory,

    /// <summary>The last attempt failed and the next one is not due yet.</summary>
    BackingOff,

    /// <summary>WeCom gave a definite no; it is asked again after a long while, or at once when something changes.</summary>
    Rejected,
}
