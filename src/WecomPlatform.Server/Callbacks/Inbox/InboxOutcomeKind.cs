namespace WecomPlatform.Server.Callbacks.Inbox;

/// <summary>The ends that work on an event can have.</summary>
internal enum InboxOutcomeKind
{
    /// <summary>Nothing is left to do.</summary>
    Done,

    /// <summary>It may work later.</summary>
    Retry,

    /// <summary>Trying again will not help.</summary>
    Failed,
}
