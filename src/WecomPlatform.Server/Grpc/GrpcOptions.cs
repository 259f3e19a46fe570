namespace WecomPlatform.Server.Grpc;

/// <summary>gRPC on a port of its own.</summary>
public sealed class GrpcOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Grpc";

    /// <summary>
    /// Where gRPC is served: <c>http://address:port</c> without TLS (h2c), <c>https://…</c> with the certificate in
    /// <c>Kestrel:Certificates:Default</c>. Default: none; then there is no gRPC.
    /// </summary>
    public Uri? Url { get; set; }

    /// <summary>How many calls one connection may have in flight, at least 1. Default: 2,000.</summary>
    public int StreamsPerConnection { get; set; } = 2000;

    /// <summary>Checks the options.</summary>
    /// <returns>What is wrong, one sentence each; empty when all is well.</returns>
    public IEnumerable<string> Validate()
    {
        if (Url is not null && !(Url.IsAbsoluteUri && Url.Scheme is "http" or "https" && Url.PathAndQuery == "/"))
        {
            yield return "Grpc:Url must be http:// or https://, an address and a port.";
        }

        if (StreamsPerConnection < 1)
        {
            yield return "Grpc:StreamsPerConnection must be at least 1.";
        }
    }
}
