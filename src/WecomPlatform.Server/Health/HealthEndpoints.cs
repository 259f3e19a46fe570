using WecomPlatform.Server.Hosting;

namespace WecomPlatform.Server.Health;

/// <summary>What balancers and orchestrators ask.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => Results.Text("alive\n"));
        routes.MapGet(
            "/readyz",
            (Readiness readiness) =>
                readiness.WhyNot is { } why
                    ? Results.Text(why + "\n", statusCode: StatusCodes.Status503ServiceUnavailable)
                    : Results.Text("ready\n")
        );
    }
}
