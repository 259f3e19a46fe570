using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WecomPlatform.SystemTests.Platform;
using WecomPlatform.Testing.Http;

namespace WecomPlatform.SystemTests.ApiDocs;

/// <summary><c>/openapi/v1.json</c> says what the node does.</summary>
public sealed partial class DescriptionTests(PlatformFixture platform) : PlatformTests(platform)
{
    [Fact]
    public async Task It_describes_every_route_and_all_its_references_lead_somewhere()
    {
        var document = await ReadAsync();

        ((string?)document["openapi"]).ShouldNotBeNull().ShouldStartWith("3.");
        document["x-undescribed"].ShouldBeNull("add them to a feature's …Operations, which ApiCatalog lists");
        var operations = Operations(document);
        operations.Count.ShouldBeGreaterThan(50);
        operations.ShouldAllBe(operation => !string.IsNullOrEmpty((string?)operation.Value["summary"]));
        operations.Select(operation => (string?)operation.Value["operationId"]).ShouldBeUnique();
        foreach (Match reference in Reference().Matches(document.ToJsonString()))
        {
            reference.Groups["path"].Value.Split('/').Aggregate(document, (node, name) => node![name]!).ShouldNotBeNull(reference.Value);
        }
    }

    [Fact]
    public async Task What_it_describes_is_there()
    {
        // A callback url that was not given out, and a file that nobody put there, are answered like any other wrong path.
        var handle = (await Host.Admin.SendAsync(HttpMethod.Post, $"tenants/{App.Tenant}/callback-handles", new { })).Expect().Json;
        foreach (var (method, path, _) in Operations(await ReadAsync()).Where(operation => operation.Path != "/WW_verify_{id}.txt"))
        {
            var real = path.Replace("{handle}", (string)handle["handle"]!, StringComparison.Ordinal);
            var answer = await Node.SendAsync(new HttpMethod(method), Parameter().Replace(real, "x"), bearer: null, content: null);

            answer.Code.ShouldNotBe("not_found", $"{method} {path}");
            answer.Code.ShouldNotBe("method_not_allowed", $"{method} {path}");
            ((int)answer.Status).ShouldBeLessThan(500, $"{method} {path}: {answer.Text}");
        }
    }

    [Fact]
    public async Task Answers_hold_what_their_schemas_say()
    {
        var document = await ReadAsync();
        var ids = $"corpId={CorpId}&agentId={AgentId}&url=https%3A%2F%2Fapp.example.com%2F%3Fa%26amp%3Bb";

        ShouldFit(document, "/v1/signatures", await Node.GetAsync("/v1/signatures?" + ids, App.Key));
        ShouldFit(document, "/v1/jssdk/config", await Node.GetAsync("/v1/jssdk/config?format=ww&" + ids, App.Key));
        ShouldFit(document, "/v1/jssdk/config", await Node.GetAsync("/v1/jssdk/config?format=wx&" + ids, App.Key));
        ShouldFit(
            document,
            "/admin/v1/tenants/{t}/corps/{corpId}/agents/{agentId}",
            await Host.Admin.SendAsync(HttpMethod.Get, $"tenants/{App.Tenant}/corps/{CorpId}/agents/{AgentId}")
        );
        ShouldFit(
            document,
            "/admin/v1/tenants/{t}/credentials",
            await Host.Admin.SendAsync(HttpMethod.Get, $"tenants/{App.Tenant}/credentials")
        );
        var problem = (await Node.GetAsync("/v1/signatures")).Json;
        ShouldFit(document, Schema(document, "/v1/signatures", "default", "application/problem+json"), problem, "problem");
    }

    private static void ShouldFit(JsonNode document, string path, HttpAnswer answer) =>
        ShouldFit(document, Schema(document, path, "200", "application/json"), answer.Expect().Json, path);

    // Every property of the answer is described, and so on inside it.
    private static void ShouldFit(JsonNode document, JsonNode schema, JsonNode? value, string where)
    {
        schema = Resolve(document, schema);
        schema = schema["oneOf"] is JsonArray choices ? Resolve(document, choices[^1]!) : schema;
        switch (value)
        {
            case JsonObject thing:
                foreach (var (name, inner) in thing)
                {
                    var described = schema["properties"]?[name];
                    described.ShouldNotBeNull($"{where}.{name} in {schema.ToJsonString()}");
                    ShouldFit(document, described, inner, $"{where}.{name}");
                }

                foreach (var required in schema["required"]?.AsArray() ?? [])
                {
                    thing.ContainsKey((string)required!).ShouldBeTrue($"{where}.{required} is required");
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    ShouldFit(document, schema["items"]!, item, where + "[]");
                }

                break;
        }
    }

    private static JsonNode Schema(JsonNode document, string path, string status, string mediaType) =>
        document["paths"]![path]!["get"]!["responses"]![status]!["content"]![mediaType]!["schema"]!;

    private static JsonNode Resolve(JsonNode document, JsonNode schema) =>
        (string?)schema["$ref"] is { } reference ? document["components"]!["schemas"]![reference.Split('/')[^1]]! : schema;

    private static IReadOnlyList<(string Method, string Path, JsonNode Value)> Operations(JsonNode document) =>
        [
            .. document["paths"]!
                .AsObject()
                .SelectMany(path =>
                    path.Value!.AsObject().Select(operation => (operation.Key.ToUpperInvariant(), path.Key, operation.Value!))
                ),
        ];

    private async Task<JsonNode> ReadAsync() => (await Node.GetAsync("/openapi/v1.json")).Expect().Json;

    [GeneratedRegex(@"\{\w+\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex("\"\\$ref\":\"#/(?<path>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();
}
