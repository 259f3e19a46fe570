using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Http;

namespace WecomPlatform.SystemTests.Signatures;

/// <summary>Whatever a caller sends is his fault or right, never the server's.</summary>
public sealed class RandomInputTests(PlatformFixture platform) : PlatformTests(platform)
{
    private const int Cases = 150;

    // Pieces that are half a request: random bytes alone would hardly ever reach the corners.
    private static readonly Gen<string> s_scalar = Gen.Elements(
        "null",
        "1",
        "-1",
        "1e400",
        "9223372036854775808",
        "true",
        "[]",
        "{}",
        "[[[[]]]]",
        "\"\"",
        "\"ww1\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"https://app.example.com/\"",
        "\"https://app.example.com/#\"",
        "\"https://\\u0000\"",
        "[\"corp\",null]",
        "[\"agent\"]",
        "\"\u0001\"",
        "\""
    );

    private static readonly Gen<string> s_name = Gen.Elements("corpId", "agentId", "suiteId", "url", "identities", "URL", "\\u0000", "");

    private static readonly Gen<string> s_body = Gen.OneOf(
        (from name in s_name from value in s_scalar select $"\"{name}\":{value}")
            .ListOf()
            .Select(fields => $"{{{string.Join(',', fields)}}}"),
        s_scalar,
        Gen.Elements("{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "1", "a", " ", "\0", "中").ListOf().Select(string.Concat)
    );

    private static readonly Gen<string> s_query = Gen.Elements(
            "corpId=",
            "agentId=",
            "suiteId=",
            "url=",
            "identities=",
            "key=",
            "&",
            "=",
            "?",
            "%",
            "%00",
            "%ff",
            "%ED%A0%80",
            "%E4%B8%AD",
            "+",
            "corp",
            "agent",
            ",",
            "1",
            "pk_a_b",
            "pk_%00_b",
            "ww1",
            "https%3A%2F%2Fapp.example.com%2F",
            "https://",
            "CORP",
            "/../"
        )
        .ListOf()
        .Select(string.Concat);

    private static readonly Gen<(string, string)> s_header = Gen.Elements(
        ("Origin", "null"),
        ("Origin", "https://app.example.com"),
        ("Origin", "\t"),
        ("X-Platform-Key", "pk_a_b"),
        ("X-Platform-Key", "___"),
        ("Accept", "nonsense"),
        ("Accept-Encoding", "nonsense"),
        ("X-Forwarded-For", "';--"),
        ("Traceparent", "00-zz-zz-00"),
        ("Expect", "nonsense")
    );

    [Fact]
    public void A_random_body_is_refused_with_a_problem_and_never_fails_the_server() =>
        Prop.ForAll(s_body.ToArbitrary(), s_header.ToArbitrary(), PostAsync).Check(Many());

    [Fact]
    public void A_random_query_is_refused_with_a_problem_and_never_fails_the_server() =>
        Prop.ForAll(s_query.ToArbitrary(), s_header.ToArbitrary(), GetAsync).Check(Many());

    private static Config Many() => Config.QuickThrowOnFailure.WithMaxTest(Cases);

    private async Task PostAsync(string body, (string Name, string Value) header)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        Check(await Node.SendAsync(HttpMethod.Post, "/v1/signatures", App.Key, content, header), body);
    }

    private async Task GetAsync(string query, (string Name, string Value) header)
    {
        var path = "/v1/signatures?" + query.Replace("CORP", CorpId, StringComparison.Ordinal);
        Check(await Node.GetAsync(path, query.Contains("key", StringComparison.Ordinal) ? null : App.Key, header), path);
    }

    private static void Check(HttpAnswer answer, string input)
    {
        ((int)answer.Status).ShouldBeLessThan(500, $"{input} -> {answer.Text}");
        if (!answer.IsSuccess)
        {
            answer.ShouldBeProblem();
        }
    }
}
