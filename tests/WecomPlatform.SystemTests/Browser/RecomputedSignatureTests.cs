using System.Text.Json;
using System.Text.Json.Nodes;
using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Processes;

namespace WecomPlatform.SystemTests.Browser;

/// <summary>WeCom's own packages compute the same signature from the ticket that WeCom holds.</summary>
public sealed class RecomputedSignatureTests(PlatformFixture platform, BrowserFixture browser)
    : PlatformTests(platform),
        IClassFixture<BrowserFixture>
{
    private const string Address = "https://app.example.com/?q=%e4%b8%ad|{x}&a=1+2";

    [Theory]
    [InlineData("corp")]
    [InlineData("agent")]
    public async Task The_page_sdk_computes_the_same_signature(string identity)
    {
        var (input, signature) = await SignAsync(identity);
        await using var page = await SignedPage.OpenAsync(browser.Host, Host, App, Page);

        var computed = await page.Page.EvaluateAsync<string>("(input) => ww.getSignature(JSON.parse(input)).signature", input);

        computed.ShouldBe(signature);
    }

    [Theory]
    [InlineData("corp")]
    [InlineData("agent")]
    public async Task The_server_package_computes_the_same_signature(string identity)
    {
        var (input, signature) = await SignAsync(identity);
        const string script =
            "const { getJsApiSignature } = require('@wecom/crypto'); console.log(JSON.stringify(getJsApiSignature(JSON.parse(process.argv[1]))))";

        var computed = await ChildProcess.RunAsync(
            new ChildProcessOptions("node", "node", ["-e", script, input])
            {
                WorkingDirectory = Path.Combine(RepositoryPaths.Root, "tests", "browser"),
            },
            TimeSpan.FromSeconds(30)
        );

        computed.ShouldContain(signature);
    }

    private async Task<(string Input, string Signature)> SignAsync(string identity)
    {
        var answer = (await Host.SignAsync(App, Address)).Expect().Json["signatures"]![identity]!;
        var tickets = (await Host.Simulator.CredentialsAsync())[identity + "Tickets"]!.AsArray();
        var input = new JsonObject
        {
            ["ticket"] = (string)tickets.Single(ticket => (string?)ticket!["corpId"] == CorpId)!["value"]!,
            ["nonceStr"] = (string)answer["nonceStr"]!,
            ["timestamp"] = (long)answer["timestamp"]!,
            ["url"] = Address,
        };
        return (JsonSerializer.Serialize(input), (string)answer["signature"]!);
    }
}
