using MediatR;
using WecomPlatform.Server.Callbacks.Inbox;

namespace WecomPlatform.Server.Onboarding;

/// <summary>A corp has changed what it authorized: apps and their state are to be read again.</summary>
/// <param name="Event">The event, <c>change_auth</c> (wecom-api.md §5).</param>
internal sealed record RereadAuthorization(InboxEvent Event) : IRequest<InboxOutcome>;
