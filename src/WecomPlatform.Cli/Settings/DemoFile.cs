using System.Text.Json;
using System.Text.Json.Nodes;
using WecomPlatform.Cli.Hosting;

namespace WecomPlatform.Cli.Settings;

/// <summary>The <c>demo.json</c> that <c>./run</c> writes.</summary>
internal sealed class DemoFile(JsonObject json)
{
    public string? Gateway => (json["gateways"] as JsonArray)?.FirstOrDefault()?.ToString();

    public string? Simulator => Text("simulator");

    public string? AdminKey => Text("adminKey");

    public string? SecretKey => Text("secretKey");

    public string? Tenant => Text("tenant");

    public string? CorpId => Text("corpId");

    public string? AgentId => Text("agentId");

    public static DemoFile Read(string path)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, "demo.json") : path;
        try
        {
            return new DemoFile(JsonNode.Parse(File.ReadAllText(file))?.AsObject() ?? []);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            throw CliException.Usage($"{file} cannot be read as the demo.json of ./run.");
        }
    }

    private string? Text(string name) => json[name]?.ToString();
}
