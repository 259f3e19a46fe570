using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using WecomPlatform.SystemTests.Platform;

namespace WecomPlatform.SystemTests.Grpc;

/// <summary>One core: whatever the protocol, a url is signed or refused by the same rule.</summary>
public sealed class SameRulesTests : PlatformTests, IDisposable
{
    private const int Cases = 300;

    private static readonly Gen<string> s_url = Gen.OneOf(
        Gen.Elements("", "http:", "https://", "https:/", "//", "ftp://", "javascript:", "HTTPS://", "https:\\\\")
            .SelectMany(scheme =>
                Gen.Elements(
                        "app.example.com",
                        "a@app.example.com",
                        "app.example.com:99999",
                        "APP.example.com.",
                        "foreign.org",
                        "[::1]",
                        "1.2",
                        ""
                    )
                    .SelectMany(host =>
                        Gen.Elements(
                                "/",
                                "?",
                                "#",
                                "\\",
                                "%",
                                "+",
                                " ",
                                "&amp;",
                                "\"",
                                "\\u",
                                "|^{}",
                                "\n",
                                "\u007f",
                                "中",
                                "a=b&c",
                                "😀",
                                "~"
                            )
                            .ListOf()
                            .Select(parts => scheme + host + string.Concat(parts))
                    )
            ),
        Gen.Choose(8150, 8250).Select(length => Page.PadRight(length, 'a'))
    );

    private readonly GrpcCall _grpc;

    public SameRulesTests(PlatformFixture platform)
        : base(platform) => _grpc = new GrpcCall(Node.Options.GrpcPort);

    [Fact]
    public void Post_get_batch_and_grpc_answer_the_same() =>
        Prop.ForAll(s_url.ToArbitrary(), CheckAsync).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));

    public void Dispose() => _grpc.Dispose();

    private async Task CheckAsync(string url)
    {
        var posted = Outcome((await Node.SignAsync(App.Key, App.SignRequest(url))).Json);
        var got = Outcome(
            (
                await Node.GetSignatureAsync(
                    new
                    {
                        corpId = CorpId,
                        agentId = AgentId,
                        url,
                    },
                    App.Key
                )
            ).Json
        );
        var batched = Outcome(await BatchAsync(url));
        var called = await GrpcAsync(url);

        got.ShouldBe(posted, url);
        batched.ShouldBe(posted, url);
        called.ShouldBe(posted, url);
    }

    private async Task<JsonNode> BatchAsync(string url)
    {
        using var content = JsonContent.Create(
            new
            {
                requests = new[]
                {
                    new
                    {
                        corpId = CorpId,
                        agentId = AgentId,
                        url,
                    },
                },
            }
        );
        var answer = await Node.SendAsync(HttpMethod.Post, "/v1/signatures:batch", App.Key, content);
        return answer.Expect().Json["results"]![0]!;
    }

    private async Task<string> GrpcAsync(string url)
    {
        var corp = Encoding.UTF8.GetBytes(CorpId);
        var text = Encoding.UTF8.GetBytes(url);
        byte[] message = [0x0a, (byte)corp.Length, .. corp, 0x10, .. Varint(AgentId), 0x22, .. Varint(text.Length), .. text];
        var (status, code, rule, body) = await _grpc.SendAsync(GrpcCall.Sign, GrpcCall.Frame(message), App.Key);
        if (status != 0)
        {
            return $"{code} {rule}";
        }

        // The reply's first field is the url.
        var length = body[6] & 0x7f;
        var start = 7;
        if (body[6] >= 0x80)
        {
            length |= body[7] << 7;
            start = 8;
        }

        return Encoding.UTF8.GetString(body, start, length);
    }

    private static string Outcome(JsonNode answer) =>
        (answer["error"] ?? (answer["code"] is null ? null : answer)) is { } problem
            ? $"{problem["code"]} {problem["rule"]}"
            : (string)answer["url"]!;

    private static byte[] Varint(int number)
    {
        var bytes = new List<byte>();
        for (; number >= 0x80; number >>= 7)
        {
            bytes.Add((byte)(number | 0x80));
        }

        return [.. bytes, (byte)number];
    }
}
