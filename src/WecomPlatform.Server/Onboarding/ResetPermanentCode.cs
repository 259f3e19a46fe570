using MediatR;
using WecomPlatform.Server.Callbacks.Inbox;

namespace WecomPlatform.Server.Onboarding;

/// <summary>A customised app's permanent code was reset: the new one is to be had by the auth code.</summary>
/// <param name="Event">The event, <c>reset_permanent_code</c> (wecom-api.md §5).</param>
internal sealed record ResetPermanentCode(InboxEvent Event) : IRequest<InboxOutcome>;
