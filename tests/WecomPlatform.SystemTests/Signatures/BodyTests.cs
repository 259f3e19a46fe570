using System.Text;
using WecomPlatform.SystemTests.Platform;

namespace WecomPlatform.SystemTests.Signatures;

/// <summary>Bodies that are not what they should be are told so.</summary>
public sealed class BodyTests(PlatformFixture platform) : PlatformTests(platform)
{
    private const string Url = "\"url\":\"https://app.example.com/\"";

    public static TheoryData<string> Broken =>
        [
            "",
            " ",
            "{",
            "null",
            "[]",
            "1",
            "\"text\"",
            "{}",
            "{} trailing",
            "{\"corpId\":\"ww1\"}",
            $"{{{Url}}}",
            "{\"corpId\":\"ww1\",\"url\":null}",
            "{\"corpId\":\"ww1\",\"url\":1}",
            "{\"corpId\":\"ww1\",\"url\":[\"https://app.example.com/\"]}",
            $"{{\"corpId\":1,{Url}}}",
            $"{{\"corpId\":\"ww1\",\"agentId\":\"1000002\",{Url}}}",
            $"{{\"corpId\":\"ww1\",\"agentId\":1.5,{Url}}}",
            $"{{\"corpId\":\"ww1\",\"agentId\":1e30,{Url}}}",
            $"{{\"corpId\":\"ww1\",\"agentId\":{{}},{Url}}}",
            $"{{\"corpId\":\"ww1\",\"identities\":\"corp\",{Url}}}",
            $"{{\"corpId\":\"ww1\",\"identities\":[null],{Url}}}",
            $"{{\"corpId\":\"ww1\",\"identities\":[\"CORP\"],{Url}}}",
            $"{{\"corpId\":\"ww1\",\"identities\":[\"user\"],{Url}}}",
            $"{{\"corpId\":\"ww1\",\"identities\":[\"agent\"],{Url}}}",
            $"{{\"corpId\":\"ww1\",\"corpId\":\"ww2\",{Url}}}",
            $"{{\"corpId\":\"ww1\",{Url},\"url\":\"https://evil.example.org/\"}}",
            $"{{\"corpId\":\"ww\\ud800\",{Url}}}",
            "{\"corpId\":\"ww1\",\"url\":\"https://app.example.com/\\udc00\"}",
            "{\"corpId\":\"ww1\",\"url\":\"https://app.example.com/\n\"}",
            $"{{\"corpId\":\"ww1\",{Url},}}",
            $"{{'corpId':'ww1',{Url}}}",
            $"{{\"corpId\":\"ww1\",{Url},\"x\":{new string('[', 20_000)}",
            $"{{\"corpId\":\"ww1\",{Url},\"x\":{new string('[', 500)}{new string(']', 500)}}}",
        ];

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_broken_body_is_body_invalid(string body) =>
        (await Node.PostSignatureAsync(App.Key, body)).ShouldBeProblem(400, "body_invalid");

    [Theory]
    [InlineData(new byte[] { 0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00 })]
    [InlineData(new byte[] { 0x7b, 0x22, 0x75, 0x72, 0x6c, 0x22, 0x3a, 0x22, 0xc3, 0x28, 0x22, 0x7d })]
    [InlineData(new byte[] { 0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d })]
    [InlineData(new byte[] { 0x00 })]
    public async Task Bytes_that_are_not_utf8_are_body_invalid(byte[] body) =>
        (await Node.PostSignatureAsync(App.Key, new ByteArrayContent(body))).ShouldBeProblem(400, "body_invalid");

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task A_body_is_json_whatever_content_type_it_claims(string? contentType)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes($"{{\"corpId\":\"{CorpId}\",{Url}}}"));
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        (await Node.PostSignatureAsync(App.Key, content)).Expect().Identities().ShouldBe(["corp"]);
    }

    [Fact]
    public async Task Fields_that_nobody_knows_are_ignored_and_null_is_as_good_as_absent() =>
        (
            await Node.PostSignatureAsync(
                App.Key,
                $"{{\"corpId\":\"{CorpId}\",\"agentId\":null,\"suiteId\":null,\"identities\":null,{Url},\"debug\":{{\"a\":[1]}}}}"
            )
        )
            .Expect()
            .Identities()
            .ShouldBe(["corp"]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_of_a_megabyte_is_too_large_with_and_without_its_length(bool withLength)
    {
        using HttpContent content = withLength ? new ByteArrayContent(Megabyte()) : new StreamContent(new UnknownLengthStream(Megabyte()));

        (await Node.PostSignatureAsync(App.Key, content)).ShouldBeProblem(413, "body_too_large");
    }

    [Fact]
    public async Task A_key_is_looked_at_before_the_body() =>
        (await Node.PostSignatureAsync(null, "{")).ShouldBeProblem(401, "key_missing");

    private static byte[] Megabyte() => Encoding.UTF8.GetBytes($"{{\"corpId\":\"ww1\",\"x\":\"{new string('x', 1 << 20)}\",{Url}}}");
}
