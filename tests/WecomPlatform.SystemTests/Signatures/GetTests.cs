using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Http;

namespace WecomPlatform.SystemTests.Signatures;

/// <summary>GET signs the same text as POST, whatever the url holds.</summary>
public sealed class GetTests(PlatformFixture platform) : PlatformTests(platform)
{
    [Theory]
    [InlineData("https://app.example.com")]
    [InlineData("https://app.example.com/?")]
    [InlineData("https://app.example.com/?a=1+2&b=3")]
    [InlineData("https://app.example.com/?a=%2B%20%23%26")]
    [InlineData("https://app.example.com/?q=%e4%b8%ad%41%7e")]
    [InlineData("https://app.example.com/?q=%ff%zz%")]
    [InlineData("https://app.example.com/?a=|^[]{}`\\\"'<>")]
    [InlineData("https://app.example.com/a/../b;c=d?x&x&&=")]
    [InlineData("https://app.example.com/?url=https://other.example.com/?a=b&c=d")]
    [InlineData("https://app.example.com/?a#/route?x=1#2")]
    public async Task Both_verbs_sign_exactly_the_text_before_the_hash(string url)
    {
        var posted = await Host.SignAsync(App, url);
        var got = await GetAsync(Uri.EscapeDataString(url));

        foreach (var answer in (HttpAnswer[])[posted, got])
        {
            ((string?)answer.Expect().Json["url"]).ShouldBe(url.Split('#')[0]);
            await answer.ShouldOpenAsync(Host, "corp", url);
            await answer.ShouldOpenAsync(Host, "agent", url);
        }
    }

    [Theory]
    [InlineData("https://app.example.com/?a=1+2", "https://app.example.com/?a=1+2")]
    [InlineData("https://app.example.com/?a=1%202", "https://app.example.com/?a=1 2")]
    [InlineData("https%3A%2F%2Fapp.example.com%2F%3Fa%3D1%2B2", "https://app.example.com/?a=1+2")]
    [InlineData("https%3a%2f%2fapp.example.com%2f%23%2froute", "https://app.example.com/")]
    [InlineData("https%3A%2F%2Fapp.example.com%2F%3Fa%3D%2523", "https://app.example.com/?a=%23")]
    [InlineData("https%3A%2F%2Fapp.example.com%2F%3Fa%3Db%26c%3Dd", "https://app.example.com/?a=b&c=d")]
    public async Task A_query_is_decoded_once_and_a_plus_stays_a_plus(string escaped, string url) =>
        ((string?)(await GetAsync(escaped)).Expect().Json["url"]).ShouldBe(url);

    [Fact]
    public async Task The_order_of_parameters_and_unknown_ones_do_not_matter() =>
        (await Node.GetAsync($"/v1/signatures?&x=1&url=https%3A%2F%2Fapp.example.com%2F&agentId={AgentId}&&y&corpId={CorpId}&=z", App.Key))
            .Identities()
            .Count.ShouldBe(2);

    [Theory]
    [InlineData("agentId=x")]
    [InlineData("agentId=1.0")]
    [InlineData("agentId=%00")]
    [InlineData("agentId=99999999999999999999")]
    [InlineData("identities=corp,")]
    [InlineData("identities=nobody")]
    public async Task A_broken_parameter_is_told(string parameter) =>
        (await Node.GetAsync($"/v1/signatures?{parameter}&corpId={CorpId}&url=https%3A%2F%2Fapp.example.com%2F", App.Key)).ShouldBeProblem(
            400,
            "query_invalid"
        );

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("?corpId=ww1")]
    [InlineData("?url=https%3A%2F%2Fapp.example.com%2F")]
    public async Task A_missing_parameter_is_told(string query) =>
        (await Node.GetAsync("/v1/signatures" + query, App.Key)).ShouldBeProblem(400, "query_invalid");

    private Task<HttpAnswer> GetAsync(string escapedUrl) =>
        Node.GetAsync($"/v1/signatures?corpId={CorpId}&agentId={AgentId}&url={escapedUrl}", App.Key);
}
