namespace WecomPlatform.Credentials.Policy;

/// <summary>What a caller has to do with a refresh.</summary>
public enum RefreshWait
{
    /// <summary>None is wanted.</summary>
    No = 0,

    /// <summary>One should run; the caller does not wait for it.</summary>
    Background,

    /// <summary>One must run and the caller waits for it.</summary>
    Wait,
}
