using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Postgres.Callbacks;
using WecomPlatform.Postgres.Changes;
using WecomPlatform.Postgres.Forwarding;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Callbacks;
using WecomPlatform.Server.Callbacks.Inbox;
using WecomPlatform.Server.Forwarding;
using WecomPlatform.Server.Problems;
using WecomPlatform.Tests.Owners;
using WecomPlatform.Wecom.Callbacks;

namespace WecomPlatform.Tests.Callbacks;

/// <summary>The reception of callbacks on a real database, with a handle that is bound to one suite.</summary>
internal sealed class Reception : IDisposable
{
    public const string Token = "receptionToken";
    public const string EncodingAesKey = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLM1aR9";

    private readonly CallbackReception _reception;
    private readonly WebhookClient _client;
    private readonly TimeProvider _clock;

    private Reception(OwnersDatabase database, TimeProvider clock, CallbackOptions options)
    {
        _clock = clock;
        var sealer = OwnersDatabase.NewSealer();
        Handles = new CallbackHandleStore(database.Source, sealer);
        Inbox = new InboxStore(database.Source, sealer);
        var checkedOptions = Options.Create(options);
        var contact = new DatabaseContact(clock);
        var counters = new CallbackCounters();
        var forwarding = Options.Create(new ForwardingOptions());
        _client = new WebhookClient(forwarding, contact, clock);
        var patience = new DatabasePatience(checkedOptions, clock);
        Worker = new InboxWorker(Inbox, Commands, Commands, counters, checkedOptions, clock, NullLogger<InboxWorker>.Instance);
        var outbox = new OutboxWorker(
            new OutboxStore(database.Source, sealer),
            new WebhookStore(database.Source, sealer),
            _client,
            new WebhookCounters(),
            forwarding,
            clock,
            NullLogger<OutboxWorker>.Instance
        );
        _reception = new CallbackReception(
            new CallbackHandles(Handles, clock),
            new CallbackDoor(contact, checkedOptions),
            new CallbackIntake(Tickets, Inbox, Worker, outbox, patience, contact, clock),
            patience,
            counters,
            checkedOptions,
            NullLogger<CallbackReception>.Instance
        );
    }

    public TenantId Tenant { get; } = TenantId.Parse($"t{Guid.NewGuid():N}");

    public SuiteId Suite { get; } = SuiteId.Parse("ww4asffe99e54c0fxxxx");

    public string Handle { get; } = HandleText.Create();

    public CallbackHandleStore Handles { get; }

    public InboxStore Inbox { get; }

    public InboxWorker Worker { get; }

    public CommandDouble Commands { get; } = new();

    public PushedTickets Tickets { get; } = new();

    public static async Task<Reception> OpenAsync(
        OwnersDatabase database,
        TimeProvider clock,
        CallbackOptions? options = null,
        CallbackBinding? binding = null
    )
    {
        var reception = new Reception(database, clock, options ?? new CallbackOptions());
        await new TenantStore(database.Source).CreateAsync(reception.Tenant, "x", default);
        await database.ExecuteAsync(
            "insert into suite (tenant_id, suite_id, kind, sealed_secret, trusted_domains) values (@tenant, @suite, 'thirdParty', '', '{}')",
            new { tenant = reception.Tenant.Value, suite = reception.Suite.Value }
        );
        if (binding is { Corp: { } corp, Agent: { } agent })
        {
            await database.ExecuteAsync(
                """
                insert into corp (tenant_id, corp_id, name) values (@tenant, @corp, 'x');
                insert into agent (tenant_id, corp_id, agent_id, kind, sealed_secret, secret_proven, trusted_domains)
                values (@tenant, @corp, @agent, 'selfBuilt', '', true, '{}')
                """,
                new
                {
                    tenant = reception.Tenant.Value,
                    corp = corp.Value,
                    agent = agent.Value,
                }
            );
        }

        var handle = new CallbackHandleRecord(
            reception.Handle,
            reception.Tenant,
            binding ?? new CallbackBinding(reception.Suite),
            new Secret(Token),
            new Secret(EncodingAesKey),
            default
        );
        (await reception.Handles.PutAsync(handle, default)).ShouldBeTrue();
        return reception;
    }

    /// <summary>Posts an event as WeCom does, encrypted for somebody; the status and, when it was taken, the answer.</summary>
    public Task<(int Status, string? Text)> SendAsync(string xml, string receiveId)
    {
        var cipher = CallbackCipher.TryCreate(new Secret(Token), new Secret(EncodingAesKey))!;
        var message = cipher.Seal(xml, receiveId, _clock.GetUtcNow().ToUnixTimeSeconds(), "nonce");
        return PostAsync(
            message.MsgSignature,
            $"{message.Timestamp}",
            message.Nonce,
            $"<xml><Encrypt><![CDATA[{message.Encrypt}]]></Encrypt></xml>"
        );
    }

    /// <summary>Posts a body under a query; the status and, when it was taken, the answer.</summary>
    public async Task<(int Status, string? Text)> PostAsync(string signature, string timestamp, string nonce, string body)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = QueryString.Create("msg_signature", signature).Add("timestamp", timestamp).Add("nonce", nonce);
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        var result = await _reception.ReceiveAsync(Handle, context);
        return result is ApiProblem problem
            ? (problem.Status, problem.Code)
            : (200, ((Microsoft.AspNetCore.Http.HttpResults.ContentHttpResult)result).ResponseContent);
    }

    // SHA-1 is what WeCom's protocol prescribes.
#pragma warning disable CA5350
    public static string Sign(string timestamp, string nonce, string encrypt)
    {
        string[] parts = [Token, timestamp, nonce, encrypt];
        Array.Sort(parts, StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(parts))));
    }
#pragma warning restore CA5350

    public void Dispose()
    {
        Worker.Dispose();
        _client.Dispose();
    }
}
