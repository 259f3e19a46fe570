using WecomPlatform.SystemTests.Platform;

namespace WecomPlatform.SystemTests.Signatures;

/// <summary>HTTP beyond GET and POST.</summary>
public sealed class HttpTests(PlatformFixture platform) : PlatformTests(platform)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/v1")]
    [InlineData("/v1/signature")]
    [InlineData("/v2/signatures")]
    [InlineData("/v1/signatures/x")]
    [InlineData("/%2e%2e/etc/passwd")]
    [InlineData("/v1/%73ignatures%2f")]
    public async Task An_unknown_path_is_not_found(string path) => (await Node.GetAsync(path, App.Key)).ShouldBeProblem(404, "not_found");

    [Theory]
    [InlineData("PUT", "/v1/signatures")]
    [InlineData("DELETE", "/v1/signatures")]
    [InlineData("PATCH", "/v1/signatures")]
    [InlineData("TRACE", "/v1/signatures")]
    [InlineData("NONSENSE", "/v1/signatures")]
    [InlineData("POST", "/healthz")]
    public async Task A_verb_that_a_path_does_not_take_is_told(string verb, string path)
    {
        var answer = await Node.SendAsync(new HttpMethod(verb), path, App.Key, content: null);

        answer.ShouldBeProblem(405, "method_not_allowed");
        answer.Headers.Keys.ShouldContain("Allow");
    }

    [Theory]
    [InlineData("/v1/signatures")]
    [InlineData("/nowhere")]
    public async Task A_head_request_ends_without_a_body(string path)
    {
        var answer = await Node.SendAsync(HttpMethod.Head, path, App.Key, content: null);

        ((int)answer.Status).ShouldBeLessThan(500);
        answer.Text.ShouldBeEmpty();
        (await Host.SignAsync(App)).Expect();
    }

    [Fact]
    public async Task A_preflight_lets_pages_send_their_publishable_key_and_nothing_else()
    {
        var answer = await Node.SendAsync(
            HttpMethod.Options,
            "/v1/signatures",
            bearer: null,
            content: null,
            ("Origin", "https://app.example.com"),
            ("Access-Control-Request-Method", "GET"),
            ("Access-Control-Request-Headers", "x-platform-key")
        );

        ((int)answer.Status).ShouldBe(204);
        answer.Headers["Access-Control-Allow-Origin"].ShouldBe("*");
        answer.Headers["Access-Control-Allow-Methods"].ShouldBe("GET");
        answer.Headers["Access-Control-Allow-Headers"].ShouldBe("X-Platform-Key");
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    [InlineData("/metrics")]
    public async Task Balancers_and_monitors_need_no_key(string path) => (await Node.GetAsync(path)).Expect().Text.ShouldNotBeEmpty();

    [Fact]
    public async Task The_admin_api_is_not_for_pages()
    {
        var answer = await Node.SendAsync(
            HttpMethod.Options,
            "/admin/v1/tenants",
            bearer: null,
            content: null,
            ("Origin", "https://app.example.com"),
            ("Access-Control-Request-Method", "GET")
        );

        answer.Headers.Keys.ShouldNotContain("Access-Control-Allow-Origin");
    }

    [Fact]
    public async Task The_admin_key_signs_nothing() =>
        (await Node.SignAsync(Host.Secrets.AdminKey, App.SignRequest())).ShouldBeProblem(401, "key_invalid");
}
