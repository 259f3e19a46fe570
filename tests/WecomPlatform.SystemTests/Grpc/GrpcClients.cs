using System.Text.Json;
using System.Text.Json.Nodes;
using WecomPlatform.Testing;
using WecomPlatform.Testing.Platform;
using WecomPlatform.Testing.Processes;

namespace WecomPlatform.SystemTests.Grpc;

/// <summary>Other makers' gRPC clients, in their own processes: they go through their cases and print what they saw.</summary>
internal static class GrpcClients
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromMinutes(2);

    public static Task<JsonNode> RunNodeAsync(object input) => RunAsync(["node", "grpc-js.js"], input);

    public static Task<JsonNode> RunPythonAsync(object input) => RunAsync(["/usr/bin/python3", "grpc_python.py"], input);

    public static string AddressOf(NodeProcess node) => $"127.0.0.1:{node.Options.GrpcPort}";

    private static async Task<JsonNode> RunAsync(string[] command, object input)
    {
        var output = await ChildProcess.RunAsync(
            new ChildProcessOptions(Path.GetFileNameWithoutExtension(command[1]), "/usr/bin/env", command)
            {
                WorkingDirectory = Path.Combine(RepositoryPaths.Root, "tests", "clients"),
                Environment = new Dictionary<string, string?> { ["CLIENT_INPUT"] = JsonSerializer.Serialize(input) },
            },
            s_deadline
        );
        return JsonNode.Parse(output)!;
    }
}
