using MediatR;
using WecomPlatform.Server.Callbacks.Inbox;

namespace WecomPlatform.Server.Onboarding;

/// <summary>A corp has authorized a suite: its auth code is to be exchanged.</summary>
/// <param name="Event">The event, <c>create_auth</c> (wecom-api.md §5).</param>
internal sealed record AuthorizeCorp(InboxEvent Event) : IRequest<InboxOutcome>;
