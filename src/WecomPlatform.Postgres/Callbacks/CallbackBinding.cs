using WecomPlatform.Credentials.Ids;

namespace WecomPlatform.Postgres.Callbacks;

/// <summary>What a callback handle is for: a suite, an app or the provider itself; nothing yet when all are unset.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Corp">The app's corp.</param>
/// <param name="Agent">The app.</param>
/// <param name="IsProvider">Whether it is the provider's own.</param>
public sealed record CallbackBinding(SuiteId? Suite = null, CorpId? Corp = null, AgentId? Agent = null, bool IsProvider = false)
{
    /// <summary>A handle that is for nothing yet.</summary>
    public static CallbackBinding None { get; } = new();

    /// <summary>Whether it is known what the handle is for.</summary>
    public bool IsBound => this != None;
}
