using WecomPlatform.Testing.Processes;

namespace WecomPlatform.Testing.Platform;

/// <summary>How one node of the platform is started.</summary>
public sealed record NodeOptions(string Name, string ConnectionString, Uri WecomBaseUrl, PlatformSecrets Secrets)
{
    public int Port { get; init; } = FreePorts.Next();

    /// <summary>The port of gRPC, without TLS.</summary>
    public int GrpcPort { get; init; } = FreePorts.Next();

    /// <summary>The port of the node's silo, when it has one.</summary>
    public int SiloPort { get; init; } = FreePorts.Next();

    /// <summary>The port of the silo's gateway.</summary>
    public int GatewayPort { get; init; } = FreePorts.Next();

    /// <summary>Any further option, such as Credentials__LeaseSeconds; wins over what the harness sets.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();
}
