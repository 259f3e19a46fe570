using MediatR;
using WecomPlatform.Server.Callbacks.Inbox;

namespace WecomPlatform.Server.Onboarding;

/// <summary>A corp has cancelled its authorization.</summary>
/// <param name="Event">The event, <c>cancel_auth</c> (wecom-api.md §5).</param>
internal sealed record CancelAuthorization(InboxEvent Event) : IRequest<InboxOutcome>;
