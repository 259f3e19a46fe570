using WecomPlatform.Server.ApiDocs;

namespace WecomPlatform.Server.Health;

/// <summary>Describes what balancers, orchestrators and monitoring ask.</summary>
internal static class HealthOperations
{
    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        new("GET", "/healthz", "Alive") { Tag = "Node", MediaType = "text/plain" },
        new("GET", "/readyz", "May take traffic; 503 while it drains or the database is silent") { Tag = "Node", MediaType = "text/plain" },
        new("GET", "/metrics", "Counters, as Prometheus reads them") { Tag = "Node", MediaType = "text/plain" },
    ];
}
