using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Signatures;

/// <summary>Many pages in one request.</summary>
public sealed class BatchTests(PlatformFixture platform) : PlatformTests(platform)
{
    [Fact]
    public async Task Each_page_has_its_own_signatures_or_its_own_error_in_order()
    {
        var answer = await BatchAsync(
            App.Key,
            new
            {
                requests = new object[]
                {
                    App.SignRequest(Page + "?first"),
                    App.SignRequest("ftp://app.example.com/"),
                    new { corpId = "ww_nobody", url = Page },
                    new { url = Page },
                    new { corpId = CorpId, url = Page + "#last" },
                },
            }
        );

        var results = answer.Expect().Json["results"]!.AsArray();
        results.Count.ShouldBe(5);
        await Single(answer, 0).ShouldOpenAsync(Host, "agent", Page + "?first");
        await Single(answer, 4).ShouldOpenAsync(Host, "corp", Page);
        Error(results[1]).ShouldBe("url_invalid");
        ((string?)results[1]!["error"]!["rule"]).ShouldBe("scheme");
        Error(results[2]).ShouldBe("corp_unknown");
        Error(results[3]).ShouldBe("body_invalid");
    }

    [Fact]
    public async Task A_thousand_pages_are_signed_and_one_more_is_too_many()
    {
        var pages = Enumerable.Range(0, 1000).Select(n => App.SignRequest($"{Page}?{n}")).ToList();

        var answer = await BatchAsync(App.Key, new { requests = pages });

        answer.Expect().Json["results"]!
            .AsArray()
            .Select((result, n) => (string?)result!["url"] == $"{Page}?{n}")
            .ShouldAllBe(fits => fits);
        (await BatchAsync(App.Key, new { requests = pages.Append(App.SignRequest()) })).ShouldBeProblem(400, "body_invalid");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"requests\":null}")]
    [InlineData("{\"requests\":{}}")]
    [InlineData("{\"requests\":[1]}")]
    [InlineData("{\"requests\":[null]}")]
    [InlineData("{\"requests\":[[]]}")]
    [InlineData("{\"requests\":[],\"requests\":[]}")]
    [InlineData("{\"requests\":[{\"url\":1}]}")]
    [InlineData("{\"requests\":[]} trailing")]
    [InlineData("{\"requests\":[{\"url\":\"\\ud800\"}]}")]
    public async Task A_broken_batch_is_body_invalid(string body) =>
        (await SendAsync(App.Key, new StringContent(body))).ShouldBeProblem(400, "body_invalid");

    [Fact]
    public async Task An_empty_batch_has_no_results() =>
        (await BatchAsync(App.Key, new { requests = Array.Empty<object>() })).Expect().Json["results"]!.AsArray().ShouldBeEmpty();

    [Fact]
    public async Task Only_backends_send_batches()
    {
        var publishable = (await Host.Admin.CreateKeyAsync(App.Tenant, ApiKeyKind.Publishable)).Key;

        (await BatchAsync(publishable, new { requests = Array.Empty<object>() })).ShouldBeProblem(403, "scope_missing");
        (await SendAsync(null, new StringContent("{}"))).ShouldBeProblem(401, "key_missing");
    }

    [Fact]
    public async Task A_body_that_comes_in_pieces_is_read_whole()
    {
        var json = Encoding.UTF8.GetBytes($"{{\"requests\":[{{\"corpId\":\"{CorpId}\",\"url\":\"{Page}\"}}]}}");
        using var content = new StreamContent(new PiecesStream(json));

        (await SendAsync(App.Key, content)).Expect().Json["results"]!.AsArray().Count.ShouldBe(1);
    }

    private Task<HttpAnswer> BatchAsync(string key, object body) => SendAsync(key, JsonContent.Create(body));

    private Task<HttpAnswer> SendAsync(string? key, HttpContent content) =>
        Node.SendAsync(HttpMethod.Post, "/v1/signatures:batch", key, content);

    private static HttpAnswer Single(HttpAnswer answer, int place) =>
        new(answer.Status, answer.Json["results"]![place]!.ToJsonString(), answer.Headers);

    private static string? Error(JsonNode? result) => (string?)result!["error"]!["code"];
}
