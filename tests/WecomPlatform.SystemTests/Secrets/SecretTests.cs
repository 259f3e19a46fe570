using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Http;
using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Secrets;

/// <summary>No secret stands in a log, in the database as plain text or in an answer, whatever went right or wrong.</summary>
public sealed class SecretTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string?> s_options = new(StringComparer.Ordinal)
    {
        ["Logging__LogLevel__Default"] = "Debug",
        ["Logging__LogLevel__Microsoft.AspNetCore"] = "Debug",
    };

    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);
    private readonly List<HttpAnswer> _answers = [];
    private PlatformHost? _host;

    private PlatformHost Host => _host ?? throw new InvalidOperationException("Not started.");

    private NodeProcess Node => Host.Nodes[0];

    public async Task InitializeAsync() => _host = await PlatformHost.StartAsync(new PlatformOptions { Environment = s_options });

    public async Task DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    [Fact]
    public async Task After_successes_and_errors_of_all_kinds_no_secret_is_found_anywhere()
    {
        var app = await Host.SetUpAppAsync();
        _secrets.UnionWith([app.App.Secret, app.Key, app.Key.Split('_')[2], Host.Secrets.AdminKey, Host.Secrets.SealingKey]);
        _secrets.Add(Host.Secrets.AdminKey.Split('_')[2]);

        await SignAsync(app);
        await PutBadAppsAsync(app);
        await FailUpstreamAsync(app);
        await LoseSecretsAsync(app);
        await ReadAllAsync(app);
        await OpenWithAnotherKeyAsync(app);

        _secrets.Count.ShouldBeGreaterThan(15);
        foreach (var node in Host.Nodes)
        {
            var log = await SecretSearch.LogOfAsync(node);
            log.ShouldContain("dbug:", customMessage: "the log is not at debug level");
            SecretSearch.FindIn(log, _secrets).ShouldBeEmpty(node.Process.LogFile);
        }

        var dump = await SecretSearch.DumpAsync(Host.Database);
        dump.ShouldContain(app.App.CorpId);
        SecretSearch.FindIn(dump, _secrets).ShouldBeEmpty();
        foreach (var answer in _answers)
        {
            SecretSearch
                .FindIn(answer.Text + string.Join('\n', answer.Headers.Select(header => header.Value)), _secrets)
                .ShouldBeEmpty(answer.Text);
        }
    }

    // A caller's mistakes with keys.
    private async Task SignAsync(PlatformApp app)
    {
        Record(await Host.SignAsync(app)).Expect();
        Record(await Node.GetSignatureAsync(app.SignRequest(), app.Key)).Expect();
        Record(await Node.GetSignatureAsync(new { corpId = app.App.CorpId, key = app.Key })).ShouldBeProblem(401, "key_invalid");
        Record(await Node.GetSignatureAsync(app.SignRequest(), null, ("X-Platform-Key", app.Key))).ShouldBeProblem(401, "key_invalid");
        Record(await Node.GetSignatureAsync(app.SignRequest(), app.Key + "0")).ShouldBeProblem(401, "key_invalid");
        Record(await Node.GetAsync($"/v1/nothing?key={app.Key}", app.Key)).ShouldBeProblem(404, "not_found");
        Record(await Node.PostSignatureAsync(app.Key, $"{{\"corpId\":\"{app.Key}\",\"url\":1}}")).ShouldBeProblem(400, "body_invalid");
        await CollectAsync();
    }

    // An operator's mistakes with secrets.
    private async Task PutBadAppsAsync(PlatformApp app)
    {
        var wrong = CorpApp.Fresh().Secret;
        var other = CorpApp.Fresh(7) with { CorpId = app.App.CorpId };
        await Host.Simulator.PutAgentAsync(other);
        _secrets.UnionWith([wrong, other.Secret, "proxyPassword1"]);

        Record(await PutAsync(app, new { secret = wrong })).ShouldBeProblem(422, "secret_rejected");
        Record(await PutAsync(app, new { other.Secret })).ShouldBeProblem(422, "secret_of_other_agent");
        Record(await PutAsync(app, new { secret = wrong, kind = wrong })).ShouldBeProblem(400, "body_invalid");
        Record(await PutAsync(app, new { secret = wrong + "\n" })).ShouldBeProblem(400, "body_invalid");
        Record(await PutAsync(app, new { secret = wrong, trustedDomains = (string[])[wrong + "/"] })).ShouldBeProblem(400, "body_invalid");
        Record(await PutAsync(app, new { secret = (string[])[wrong] })).ShouldBeProblem(400, "body_invalid");
        Record(await PutAsync(app, new { egressProxy = "http://user:proxyPassword1@proxy.example.com" }))
            .ShouldBeProblem(400, "body_invalid");
        await CollectAsync();
    }

    // WeCom's bad days.
    private async Task FailUpstreamAsync(PlatformApp app)
    {
        object[] faults =
        [
            new
            {
                path = "*",
                httpStatus = 502,
                count = 1,
            },
            new
            {
                path = "*",
                httpStatus = 200,
                count = 1,
            },
            new
            {
                path = "*",
                drop = true,
                count = 1,
            },
            new
            {
                path = "*",
                errcode = 60020,
                count = 1,
            },
            new
            {
                path = "*",
                errcode = 45009,
                count = 1,
            },
            new
            {
                path = "*",
                errcode = 99999,
                count = 1,
            },
        ];
        foreach (var fault in faults)
        {
            foreach (var path in (string[])["/cgi-bin/gettoken", "/cgi-bin/agent/get", "/cgi-bin/get_jsapi_ticket"])
            {
                var body = System.Text.Json.JsonSerializer.SerializeToNode(fault)!;
                body["path"] = path;
                await Host.Simulator.ControlAsync(HttpMethod.Post, "/_sim/faults", body);
                await Host.Simulator.PutAgentAsync(app.App);
                var fresh = CorpApp.Fresh(Random.Shared.Next(100, 1_000_000)) with { CorpId = app.App.CorpId };
                _secrets.Add(fresh.Secret);
                await Host.Simulator.PutAgentAsync(fresh);
                var put = Record(
                    await Host.Admin.SendAsync(
                        HttpMethod.Put,
                        $"tenants/{app.Tenant}/corps/{fresh.CorpId}/agents/{fresh.AgentId}",
                        new { fresh.Secret }
                    )
                );
                put.IsSuccess.ShouldBe(path == "/cgi-bin/get_jsapi_ticket", put.Text);
                if (put.IsSuccess)
                {
                    Record(await Node.SignAsync(app.Key, new PlatformApp(app.Tenant, app.Key, fresh).SignRequest()))
                        .IsSuccess.ShouldBeFalse();
                }

                await Host.Simulator.ClearFaultsAsync();
                await CollectAsync();
            }
        }
    }

    // Tokens die, the secret is reset, the right one is put.
    private async Task LoseSecretsAsync(PlatformApp app)
    {
        await Host.Simulator.RevokeAsync(new { corpId = app.App.CorpId });
        var listed = Record(await Host.Admin.SendAsync(HttpMethod.Get, $"tenants/{app.Tenant}/credentials")).Expect();
        foreach (var item in listed.Json["items"]!.AsArray().Where(item => (int?)item!["agentId"] == app.App.AgentId))
        {
            Record(await Host.Admin.SendAsync(HttpMethod.Post, $"tenants/{app.Tenant}/credentials/{item!["id"]}:refresh"));
        }

        await CollectAsync();
        var secret = CorpApp.Fresh().Secret;
        _secrets.Add(secret);
        await Host.Simulator.PutAgentAsync(app.App with { Secret = secret });
        await Host.Simulator.RevokeAsync(new { corpId = app.App.CorpId });
        Record(await PutAsync(app, new { secret, app.App.TrustedDomains })).Expect();
        Record(await Host.SignAsync(app)).Expect();
        await CollectAsync();
    }

    private async Task ReadAllAsync(PlatformApp app)
    {
        foreach (var path in (string[])["", "/keys", "/corps", $"/corps/{app.App.CorpId}/agents", "/credentials"])
        {
            Record(await Host.Admin.SendAsync(HttpMethod.Get, $"tenants/{app.Tenant}{path}")).Expect();
        }

        Record(await Node.GetAsync("/metrics")).Expect();
    }

    // A node whose sealing key is wrong cannot read what the others wrote.
    private async Task OpenWithAnotherKeyAsync(PlatformApp app)
    {
        var key = PlatformSecrets.Generate().SealingKey;
        _secrets.Add(key);
        var node = await Host.AddNodeAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Sealing__Keys__k1"] = key });

        Record(await node.SignAsync(app.Key, app.SignRequest())).IsSuccess.ShouldBeFalse();
    }

    private HttpAnswer Record(HttpAnswer answer)
    {
        _answers.Add(answer);
        return answer;
    }

    private async Task CollectAsync()
    {
        foreach (var (_, credentials) in (await Host.Simulator.CredentialsAsync()).AsObject())
        {
            _secrets.UnionWith(credentials!.AsArray().Select(credential => (string)credential!["value"]!));
        }
    }

    private Task<HttpAnswer> PutAsync(PlatformApp app, object body) =>
        Host.Admin.SendAsync(HttpMethod.Put, $"tenants/{app.Tenant}/corps/{app.App.CorpId}/agents/{app.App.AgentId}", body);
}
