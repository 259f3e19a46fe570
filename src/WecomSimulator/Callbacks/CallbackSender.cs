using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using WecomSimulator.Credentials;
using WecomSimulator.Suites;

namespace WecomSimulator.Callbacks;

/// <summary>Sends callbacks as WeCom does: three attempts, each dropped after five seconds (wecom-api.md §7.2).</summary>
internal sealed class CallbackSender(World world, HttpClient http)
{
    private const int MaxAttempts = 3;
    private const int MaxAnswerShown = 200;

    /// <summary>How long the owner of a URL has to answer its verification (§7.1).</summary>
    private static readonly TimeSpan VerificationTimeout = TimeSpan.FromSeconds(1);

    /// <summary>A new ticket, pushed (§5.1).</summary>
    public Task<Delivery?> TicketAsync(Suite suite, CancellationToken ct)
    {
        Credential ticket;
        lock (world.Gate)
        {
            var owner = CredentialOwnerKey.OfSuite(CredentialKind.SuiteTicket, suite.Id);
            ticket = world.Credentials.Issue(owner, world.Settings.SuiteTicketExpiresIn, world.Now);
            world.Changes.Raise();
            world.PushTimes.Raise();
        }

        var fields = new JsonObject
        {
            ["InfoType"] = "suite_ticket",
            ["TimeStamp"] = ticket.IssuedAt.ToUnixTimeSeconds(),
            ["SuiteTicket"] = ticket.Value,
        };
        return CommandAsync(suite, fields, ct);
    }

    /// <summary>A suite's command; null when the suite has no URL for it.</summary>
    public async Task<Delivery?> CommandAsync(Suite suite, JsonObject fields, CancellationToken ct)
    {
        if (suite.CommandUrl is null)
        {
            return null;
        }

        fields.Insert(0, "SuiteId", suite.Id);
        var deliveries = await SendAsync(CallbackTarget.Command(suite), new EventBody(fields), ct);
        return deliveries[0];
    }

    /// <summary>One message under one signature; its repetitions are the same to the byte.</summary>
    public async Task<IReadOnlyList<Delivery>> SendAsync(CallbackTarget target, EventBody callback, CancellationToken ct)
    {
        var encrypt = CallbackCrypto.Encrypt(target.EncodingAesKey, callback.Xml ?? EventXml.Of(callback.Fields!), target.ReceiveId);
        var url = Signed(target, encrypt, callback.Forgery);
        var body = EventXml.Envelope(target, encrypt);
        var deliveries = new List<Delivery>();
        for (var i = 0; i < callback.Times; i++)
        {
            var attempts = new List<PushRecord>();
            do
            {
                attempts.Add(await AttemptAsync(target, callback.Name, attempts.Count + 1, url, body, ct));
            } while (attempts.Count < MaxAttempts && IsSentAgain(attempts[^1].Outcome));

            deliveries.Add(Delivery.Of(attempts));
        }

        return deliveries;
    }

    public async Task<Verification> VerifyAsync(CallbackTarget target, CancellationToken ct)
    {
        var expected = RandomNumberGenerator.GetString("0123456789", 19);
        var encrypt = CallbackCrypto.Encrypt(target.EncodingAesKey, expected, target.ReceiveId);
        var url = $"{Signed(target, encrypt, Forgery.None)}&echostr={Uri.EscapeDataString(encrypt)}";
        var (_, status, answer, elapsedMs) = await ExchangeAsync(new HttpRequestMessage(HttpMethod.Get, url), VerificationTimeout, ct);
        return new Verification(status == 200 && answer == expected, expected, status, answer, elapsedMs);
    }

    private async Task<PushRecord> AttemptAsync(
        CallbackTarget target,
        string name,
        int attempt,
        string url,
        string body,
        CancellationToken ct
    )
    {
        var at = world.Now;
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body, Encoding.UTF8, "text/xml") };
        var timeout = TimeSpan.FromMilliseconds(world.Settings.CallbackTimeoutMs);
        var (outcome, status, answer, elapsedMs) = await ExchangeAsync(request, timeout, ct);
        var shown = answer is { Length: > MaxAnswerShown } ? answer[..MaxAnswerShown] : answer;
        lock (world.Gate)
        {
            return world.Pushes.Add(new PushRecord(0, at, target.SuiteId, name, target.Url, attempt, outcome, status, shown, elapsedMs));
        }
    }

    private async Task<(PushOutcome Outcome, int? Status, string? Answer, long ElapsedMs)> ExchangeAsync(
        HttpRequestMessage request,
        TimeSpan limit,
        CancellationToken ct
    )
    {
        var began = world.Clock.GetTimestamp();
        using var timeout = new CancellationTokenSource(limit, world.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            using (request)
            {
                using var response = await http.SendAsync(request, either.Token);
                // Bytes, not text: reading text would swallow a byte order mark, which WeCom does not take (§7.1).
                var answer = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(either.Token));
                var outcome =
                    response.StatusCode != HttpStatusCode.OK ? PushOutcome.Refused
                    : answer == "success" ? PushOutcome.Success
                    : PushOutcome.Answered;
                return (outcome, (int)response.StatusCode, answer, Elapsed());
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (PushOutcome.Timeout, null, null, Elapsed());
        }
        catch (HttpRequestException)
        {
            return (PushOutcome.Failed, null, null, Elapsed());
        }

        long Elapsed() => (long)world.Clock.GetElapsedTime(began).TotalMilliseconds;
    }

    private bool IsSentAgain(PushOutcome outcome) =>
        outcome is PushOutcome.Timeout or PushOutcome.Failed || outcome == PushOutcome.Refused && world.Settings.RetryRefusedCallbacks;

    private string Signed(CallbackTarget target, string encrypt, Forgery forgery)
    {
        var timestamp = forgery.Timestamp?.ToString() ?? world.Now.ToUnixTimeSeconds().ToString();
        var nonce = forgery.Nonce ?? RandomNumberGenerator.GetString("0123456789", 10);
        var signature = forgery.MsgSignature ?? CallbackCrypto.Sign(target.Token, timestamp, nonce, encrypt);
        var separator = target.Url.Contains('?') ? '&' : '?';
        return $"{target.Url}{separator}msg_signature={Uri.EscapeDataString(signature)}&timestamp={timestamp}&nonce={Uri.EscapeDataString(nonce)}";
    }
}
