namespace WecomPlatform.Tests.Model;

/// <summary>The steps of a refresh between which anything may happen.</summary>
internal enum ModelStep
{
    Idle,
    WantsLease,
    HasLease,
    Called,
    Answered,
    WroteOnce,
}
