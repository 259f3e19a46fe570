using System.Web;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Testing.Cli;
using WecomPlatform.Tests.Wecom;
using WecomPlatform.Wecom.Callbacks;

namespace WecomPlatform.Tests.Cli;

/// <summary>What doctor says of other people's callback handlers.</summary>
public sealed class DoctorCallbackTests
{
    private const string Token = "QDG6eK";
    private const string AesKey = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";

    [Theory]
    [InlineData("{0}", null)]
    [InlineData("\"{0}\"", "callback_answer_wrong")]
    [InlineData("{0}\n", "callback_answer_wrong")]
    [InlineData("\ufeff{0}", "callback_answer_wrong")]
    [InlineData("success", "callback_answer_wrong")]
    public async Task A_handler_answers_the_plaintext_to_the_byte(string form, string? code)
    {
        await using var handler = new CannedServer(head =>
            CannedServer.Http(form.Replace("{0}", Open(head), StringComparison.Ordinal), contentType: "text/plain")
        );

        ((string?)(await TryAsync(handler.Url + "wecom?x=1"))["code"]).ShouldBe(code);
    }

    [Fact]
    public async Task A_handler_that_refuses_a_right_verification_is_told()
    {
        await using var handler = CannedServer.Always("no", "403 Forbidden");

        ((string?)(await TryAsync(handler.Url.OriginalString))["code"]).ShouldBe("callback_refused");
    }

    [Fact]
    public async Task A_handler_that_is_not_there_is_told() =>
        ((string?)(await TryAsync("http://127.0.0.1:1/wecom"))["code"]).ShouldBe("callback_unreachable");

    private static string Open(string head)
    {
        var path = head.Split(' ')[1];
        var query = HttpUtility.ParseQueryString(path[(path.IndexOf('?', StringComparison.Ordinal) + 1)..]);
        var cipher = CallbackCipher.TryCreate(new Secret(Token), new Secret(AesKey))!;
        var opened = cipher.Open(
            new CallbackSignature(query["msg_signature"]!, query["timestamp"]!, query["nonce"]!),
            EchoStr.Repair(query["echostr"]!)
        );
        opened.IsTaken.ShouldBeTrue();
        opened.Value!.ReceiveId.ShouldBe("ww5f");
        return opened.Value.Text;
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> TryAsync(string url)
    {
        CliAnswer answer = await CliInProcess.RunAsync(
            "doctor",
            "--callback-url",
            url,
            "--corp",
            "ww5f",
            "--callback-token",
            Token,
            "--encoding-aes-key",
            AesKey,
            "--json"
        );
        return answer.Json["findings"]!.AsArray().Single(finding => (string?)finding!["check"] == "callback")!;
    }
}
