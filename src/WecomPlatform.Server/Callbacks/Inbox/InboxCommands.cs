using MediatR;
using WecomPlatform.Server.Onboarding;

namespace WecomPlatform.Server.Callbacks.Inbox;

/// <summary>Which command an event is.</summary>
internal static class InboxCommands
{
    /// <summary>All commands: each needs a handler.</summary>
    public static IReadOnlyList<Type> All { get; } =
    [typeof(AuthorizeCorp), typeof(RereadAuthorization), typeof(CancelAuthorization), typeof(ResetPermanentCode)];

    public static IRequest<InboxOutcome> Of(InboxEvent received) =>
        received.InfoType switch
        {
            InfoTypes.CreateAuth => new AuthorizeCorp(received),
            InfoTypes.ChangeAuth => new RereadAuthorization(received),
            InfoTypes.CancelAuth => new CancelAuthorization(received),
            InfoTypes.ResetPermanentCode => new ResetPermanentCode(received),
            _ => throw new ArgumentException($"{received.InfoType} is no command.", nameof(received)),
        };
}
