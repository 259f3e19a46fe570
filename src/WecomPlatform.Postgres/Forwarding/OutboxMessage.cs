using WecomPlatform.Credentials.Secrets;

namespace WecomPlatform.Postgres.Forwarding;

/// <summary>A message on its way to a tenant's webhook.</summary>
/// <param name="Id">Its number, the same each time it is sent.</param>
/// <param name="Type">What it tells of.</param>
/// <param name="IsNotice">Whether it is the platform's own; otherwise it is an event of WeCom's.</param>
/// <param name="Corp">The corp it is about; empty for none.</param>
/// <param name="Suite">The suite.</param>
/// <param name="Agent">The app.</param>
/// <param name="ToUser">ToUserName of WeCom's envelope.</param>
/// <param name="ReceiveId">Whom WeCom encrypted it for.</param>
/// <param name="At">When it happened.</param>
/// <param name="Attempts">How often it was sent before.</param>
/// <param name="Content">WeCom's XML, or a notice's data as JSON.</param>
public sealed record OutboxMessage(
    long Id,
    string Type,
    bool IsNotice,
    string Corp,
    string? Suite,
    string? Agent,
    string? ToUser,
    string? ReceiveId,
    DateTimeOffset At,
    int Attempts,
    Secret Content
);
