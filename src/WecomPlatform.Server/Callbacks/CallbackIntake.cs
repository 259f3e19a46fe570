using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Postgres.Callbacks;
using WecomPlatform.Postgres.Changes;
using WecomPlatform.Server.Callbacks.Inbox;
using WecomPlatform.Server.Forwarding;
using WecomPlatform.Wecom.Callbacks;

namespace WecomPlatform.Server.Callbacks;

/// <summary>Takes events in: on return they are durable, and <c>success</c> may be said.</summary>
internal sealed class CallbackIntake(
    ICredentialOwners owners,
    InboxStore inbox,
    InboxWorker worker,
    OutboxWorker outbox,
    DatabasePatience patience,
    DatabaseContact database,
    TimeProvider clock
)
{
    // From when WeCom issued it (wecom-api.md §5.1).
    private static readonly TimeSpan TicketLife = TimeSpan.FromMinutes(30);

    private const int MaxName = 64;
    private const int MaxState = 512;

    /// <summary>Takes an event in.</summary>
    /// <param name="handle">The handle it came by.</param>
    /// <param name="envelope">What was around it.</param>
    /// <param name="receiveId">Whom it was encrypted for.</param>
    /// <param name="callback">The event.</param>
    /// <param name="at">When it happened.</param>
    /// <param name="ct">Ends with the request.</param>
    /// <returns>Whether it was new.</returns>
    public async Task<bool> TakeAsync(
        CallbackHandleRecord handle,
        EncryptedXml envelope,
        string receiveId,
        CallbackEvent callback,
        DateTimeOffset at,
        CancellationToken ct
    )
    {
        // The ticket first: what is noted as received is not taken in again.
        if (callback.InfoType == InfoTypes.SuiteTicket)
        {
            await patience.AskAsync(async () => await PushTicketAsync(handle.Tenant, callback, at, ct), ct);
        }

        var received = Read(handle, envelope, receiveId, callback, at);
        var id = await patience.AskAsync(() => inbox.ReceiveAsync(received, ct), ct);
        if (id is null)
        {
            return false;
        }

        if (received.IsCommand)
        {
            worker.Wake();
        }

        if (received.Message is not null)
        {
            outbox.Wake();
        }

        return true;
    }

    private async Task<bool> PushTicketAsync(TenantId tenant, CallbackEvent callback, DateTimeOffset at, CancellationToken ct)
    {
        var age = DateTimeOffset.FromUnixTimeSeconds(database.UnixSeconds) - at;
        var left = age > TimeSpan.Zero ? TicketLife - age : TicketLife;
        if (left <= TimeSpan.Zero)
        {
            return false; // a late one of no use
        }

        var ticket = new FetchedValue(new Secret(callback["SuiteTicket"]!), left, clock.GetTimestamp(), TimeSpan.Zero) { IssuedAt = at };
        return await owners.PushAsync(CredentialKey.SuiteTicket(tenant, SuiteId.Parse(callback.SuiteId!)), ticket, ct) is not null;
    }

    private static ReceivedEvent Read(
        CallbackHandleRecord handle,
        EncryptedXml envelope,
        string receiveId,
        CallbackEvent callback,
        DateTimeOffset at
    )
    {
        var type = callback.InfoType ?? callback.Event ?? callback.MsgType ?? "";
        var agent = callback["AgentID"] ?? callback["AgentId"] ?? envelope.AgentId;
        return new ReceivedEvent(handle.Tenant, EventKey.Of(callback), handle.Handle, type[..Math.Min(type.Length, MaxName)], at)
        {
            Suite = SuiteId.TryParse(callback.SuiteId, out var suite) ? suite : handle.Binding.Suite,
            Corp = CorpId.TryParse(callback.InfoType is null ? callback["ToUserName"] : callback.AuthCorpId, out var corp) ? corp : null,
            Agent = agent is { Length: > 0 and <= MaxName } ? agent : null,
            State = callback["State"] is { Length: <= MaxState } state ? state : null,
            AuthCode = InfoTypes.IsCommand(callback.InfoType) && callback["AuthCode"] is { } code ? new Secret(code) : null,
            IsCommand = InfoTypes.IsCommand(callback.InfoType),
            Message = CredentialFields.AreIn(callback) ? null : new Secret(callback.Xml),
            ToUser = envelope.ToUserName,
            ReceiveId = receiveId,
        };
    }
}
