using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Wecom.Callbacks;

namespace WecomPlatform.Cli.Doctor.Checks;

/// <summary>Whether the callback URL (回调URL) answers as WeCom's console wants it: the decrypted echostr, to the byte, within a second (OD 90930).</summary>
internal sealed class CallbackCheck : ICheck
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_allowed = TimeSpan.FromSeconds(1);

    public string Name => "callback";

    public async Task<Finding> RunAsync(Examination examination, CancellationToken ct)
    {
        if (await FindUrlAsync(examination) is not { } url)
        {
            return Finding.Skipped("No callback URL: say --callback-url, or --suite or --agent with the administrator's key.");
        }

        var input = examination.Input;
        if (input is not { CallbackToken: { } token, EncodingAesKey: { } key })
        {
            return await ReachAsync(url, ct);
        }

        if (CallbackCipher.TryCreate(new Secret(token), new Secret(key)) is not { } cipher)
        {
            return Finding.Wrong(
                "callback_keys_invalid",
                "Token or EncodingAESKey cannot be WeCom's.",
                "Token has 1 to 32, EncodingAESKey 43 letters and digits."
            );
        }

        var receiver =
            input.ReceiveId ?? (await examination.SuiteAsync())?.Json?["providerCorpId"]?.ToString() ?? input.Corp ?? string.Empty;
        var text = RandomNumberGenerator.GetString("0123456789", 19);
        var now = examination.Clock.GetUtcNow().ToUnixTimeSeconds();
        var echo = cipher.Seal(text, receiver, now, RandomNumberGenerator.GetString("0123456789", 10));
        var query = $"msg_signature={echo.MsgSignature}&timestamp={now}&nonce={echo.Nonce}&echostr={Uri.EscapeDataString(echo.Encrypt)}";
        return await VerifyAsync(new Uri($"{url.AbsoluteUri}{(url.Query.Length > 0 ? '&' : '?')}{query}"), text, ct);
    }

    private static async Task<Uri?> FindUrlAsync(Examination examination)
    {
        var input = examination.Input;
        var stored = input.CallbackUrl is null
            ? (await examination.SuiteAsync() ?? await examination.AgentAsync())?.Json?["callbackUrl"]?.ToString()
            : null;
        return input.CallbackUrl ?? (Uri.TryCreate(stored, UriKind.Absolute, out var url) ? url : null);
    }

    private static async Task<Finding> VerifyAsync(Uri url, string expected, CancellationToken ct)
    {
        var (status, body, elapsed) = await GetAsync(url, ct);
        if (status is null)
        {
            return NoAnswer(url);
        }

        var answer = Encoding.UTF8.GetString(body);
        return status != 200
                ? Finding.Wrong(
                    "callback_refused",
                    $"{url.Authority} answers a right verification with HTTP {status}.",
                    "Token, EncodingAESKey or receiveid differ: a GET is encrypted for the corpid (self-built app) or the provider's corpid (suite), "
                        + "a suite's POST for its suite_id."
                )
            : answer == expected
                ? elapsed <= s_allowed
                        ? Finding.Ok($"{url.Authority} answers WeCom's verification within {(int)elapsed.TotalMilliseconds} ms.")
                    : Finding.Wrong(
                        "callback_slow",
                        $"The right answer took {elapsed.TotalSeconds:0.0} s; WeCom waits 1 s.",
                        "Answer first, work afterwards."
                    )
            : Finding.Wrong(
                "callback_answer_wrong",
                $"The answer is not the decrypted echostr: {Explain(answer, expected)}.",
                "Answer the plaintext alone."
            );
    }

    private static string Explain(string answer, string expected) =>
        answer.Trim('\ufeff', '"', '\'', ' ', '\r', '\n') != expected ? "it is another text"
        : answer.Contains('"', StringComparison.Ordinal) || answer.Contains('\'', StringComparison.Ordinal) ? "it stands in quotes"
        : answer.StartsWith('\ufeff') ? "a byte order mark stands before it"
        : "blanks or a line end stand around it";

    // Without the keys nobody can say more than that somebody is there.
    private static async Task<Finding> ReachAsync(Uri url, CancellationToken ct) =>
        await GetAsync(url, ct) switch
        {
            (null, _, _) => NoAnswer(url),
            (404, _, _) => Finding.Wrong(
                "callback_unknown",
                $"{url.Authority} has nothing at this URL.",
                "Compare it with wecom callback-handles list."
            ),
            (>= 500 and var status, _, _) => Finding.Wrong("callback_refused", $"{url.Authority} answers HTTP {status}.", "See its log."),
            _ => Finding.Ok($"{url.Authority} answers; with --callback-token and --encoding-aes-key it is asked as WeCom asks."),
        };

    private static Finding NoAnswer(Uri url) =>
        Finding.Wrong(
            "callback_unreachable",
            $"{url.Authority} does not answer.",
            "It must be reachable from the internet, by the scheme and port of the URL."
        );

    private static async Task<(int? Status, byte[] Body, TimeSpan Elapsed)> GetAsync(Uri url, CancellationToken ct)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = s_patience };
        var begin = Stopwatch.GetTimestamp();
        try
        {
            using var response = await http.GetAsync(url, ct);
            var body = await response.Content.ReadAsByteArrayAsync(ct);
            return ((int)response.StatusCode, body, Stopwatch.GetElapsedTime(begin));
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return (null, [], Stopwatch.GetElapsedTime(begin));
        }
    }
}
