using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Secrets;

namespace WecomPlatform.Postgres.Callbacks;

/// <summary>An event as it arrived.</summary>
/// <param name="Tenant">Whose handle it came by.</param>
/// <param name="Key">What makes it the same event when it is sent again: 32 bytes.</param>
/// <param name="Handle">The handle.</param>
/// <param name="Type">InfoType, Event or MsgType.</param>
/// <param name="At">When WeCom says that it happened.</param>
public sealed record ReceivedEvent(TenantId Tenant, byte[] Key, string Handle, string Type, DateTimeOffset At)
{
    /// <summary>The suite it is for.</summary>
    public SuiteId? Suite { get; init; }

    /// <summary>The corp it is about.</summary>
    public CorpId? Corp { get; init; }

    /// <summary>The app it is for, as WeCom wrote it.</summary>
    public string? Agent { get; init; }

    /// <summary>The state that an installation was begun with.</summary>
    public string? State { get; init; }

    /// <summary>The auth code that came with it; kept sealed until the command was carried out.</summary>
    public Secret? AuthCode { get; init; }

    /// <summary>Whether there is work to do, for which it waits in the inbox.</summary>
    public bool IsCommand { get; init; }

    /// <summary>The event's plaintext, to be handed on to the tenant's webhook if there is one; null when it must not be.</summary>
    public Secret? Message { get; init; }

    /// <summary>ToUserName of the envelope.</summary>
    public string? ToUser { get; init; }

    /// <summary>Whom WeCom encrypted it for.</summary>
    public string? ReceiveId { get; init; }
}
