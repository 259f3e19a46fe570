using System.Diagnostics;
using System.Text.Json.Nodes;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Login;

/// <summary>Id tokens as another maker's library sees them: jose, from npm.</summary>
[Collection(LoginCollection.Name)]
public sealed class IdTokenTests(LoginSite site)
{
    // The token comes by standard input, what it must say by arguments; prints its claims and header, or the error's code.
    private const string Script = """
        import { createRemoteJWKSet, jwtVerify } from 'jose';
        import { readFileSync } from 'node:fs';
        const [keys, issuer, audience] = process.argv.slice(1);
        try {
          const token = readFileSync(0, 'utf8').trim();
          const result = await jwtVerify(token, createRemoteJWKSet(new URL(keys)), { issuer, audience, algorithms: ['ES256'] });
          console.log(JSON.stringify({ claims: result.payload, header: result.protectedHeader }));
        } catch (error) {
          console.log(JSON.stringify({ error: error.code ?? error.message }));
        }
        """;

    [Fact]
    public async Task Jose_takes_a_token_and_finds_in_it_who_logged_in()
    {
        var token = await TokenAsync(site.Node, "n0nce");

        var verified = await JoseAsync(site.Node, token, site.Tenant);

        var claims = verified["claims"].ShouldNotBeNull(verified.ToJsonString());
        ((string?)claims["sub"]).ShouldBe($"wecom:{site.Corp}/zhangsan");
        ((string?)claims["nonce"]).ShouldBe("n0nce");
        ((string?)claims["corp_id"]).ShouldBe(site.Corp);
        ((long)claims["exp"]! - (long)claims["iat"]!).ShouldBe(600);
    }

    [Fact]
    public async Task Jose_refuses_what_was_touched_or_is_for_another()
    {
        var token = await TokenAsync(site.Node);
        var parts = token.Split('.');
        var payload = parts[1][..^4] + (parts[1][^4] == 'A' ? 'B' : 'A') + parts[1][^3..];

        ((string?)(await JoseAsync(site.Node, token, "another"))["error"]).ShouldBe("ERR_JWT_CLAIM_VALIDATION_FAILED");
        ((string?)(await JoseAsync(site.Node, $"{parts[0]}.{payload}.{parts[2]}", site.Tenant))["error"]).ShouldBe(
            "ERR_JWS_SIGNATURE_VERIFICATION_FAILED"
        );
    }

    [Fact]
    public async Task Keys_rotate_by_themselves_and_what_an_old_one_signed_stays_good()
    {
        await using var host = await PlatformHost.StartAsync(new PlatformOptions { Nodes = 0 });
        var options = LoginSite.Pages(host.Simulator.BaseAddress);
        options["Login__SigningKeyLifetime"] = "00:00:04";
        options["Login__SigningKeyLead"] = "00:00:02";
        options["Login__SweepInterval"] = "00:00:01";
        var node = await host.AddNodeAsync(options);
        var app = await host.SetUpAppAsync();
        await host.Simulator.ControlAsync(HttpMethod.Put, $"/_sim/corps/{app.App.CorpId}/members/lisi", new { name = "李四" });
        var uri = "https://saas.example.com/done";
        (await host.Admin.SendAsync(HttpMethod.Put, $"tenants/{app.Tenant}/redirect-uris", new { uri })).Expect();
        await host.Simulator.ControlAsync(
            HttpMethod.Put,
            $"/_sim/corps/{app.App.CorpId}/agents/{app.App.AgentId}",
            new { redirectDomains = (string[])["saas.example.com"] }
        );
        var first = await OwnTokenAsync(node, app, uri);
        var kid = await KidAsync(node, first, app.Tenant);

        await Eventually.TrueAsync(
            async _ => await KidAsync(node, await OwnTokenAsync(node, app, uri), app.Tenant) != kid,
            "another key signs"
        );

        (await KidAsync(node, first, app.Tenant)).ShouldBe(kid);
        var keys = (await node.Client.SendJsonAsync(HttpMethod.Get, "/.well-known/jwks.json")).Expect();
        keys.Headers["Cache-Control"].ShouldStartWith("public, max-age=");
        foreach (var key in keys.Json["keys"]!.AsArray())
        {
            key!.AsObject().Select(pair => pair.Key).ShouldBe(["kty", "crv", "alg", "use", "kid", "x", "y"]);
        }
    }

    private async Task<string> TokenAsync(NodeProcess node, string? nonce = null)
    {
        var arrival = await site.ArriveAsync(await site.BeginAsync("web", ("nonce", nonce)), site.Member());
        var answer = await node.Client.SendJsonAsync(HttpMethod.Post, "/v1/login/exchange", new { code = arrival["code"] }, site.Key);
        return (string)answer.Expect().Json["idToken"]!;
    }

    private static async Task<string> OwnTokenAsync(NodeProcess node, PlatformApp app, string redirectUri)
    {
        var body = new Dictionary<string, object?>
        {
            ["flow"] = "selfBuilt",
            ["corpId"] = app.App.CorpId,
            ["agentId"] = app.App.AgentId,
            ["redirectUri"] = redirectUri,
            ["state"] = "s1",
        };
        var url = (string)(await PostAsync("authorize-url")).Json["url"]!;
        using var browser = new FacelessBrowser();
        body["code"] = new LoginSiteCalls.Arrival(await browser.ChooseAsync(new Uri(url), $"member:{app.App.CorpId}/lisi"))["code"];
        return (string)(await PostAsync("code")).Json["idToken"]!;

        async Task<HttpAnswer> PostAsync(string call) =>
            (await node.Client.SendJsonAsync(HttpMethod.Post, $"/v1/login/{call}", body, app.Key)).Expect();
    }

    private static async Task<string> KidAsync(NodeProcess node, string token, string audience)
    {
        var verified = await JoseAsync(node, token, audience);
        verified["claims"].ShouldNotBeNull(verified.ToJsonString());
        return (string)verified["header"]!["kid"]!;
    }

    private static async Task<JsonNode> JoseAsync(NodeProcess node, string token, string audience)
    {
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = Path.Combine(RepositoryPaths.Root, "tests", "browser"),
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (
            var argument in (string[])
                [
                    "--input-type=module",
                    "--eval",
                    Script,
                    "--",
                    new Uri(node.BaseAddress, "/.well-known/jwks.json").AbsoluteUri,
                    node.BaseAddress.AbsoluteUri.TrimEnd('/'),
                    audience,
                ]
        )
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(token);
        await process.StandardInput.DisposeAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return JsonNode.Parse(output)!;
    }
}
