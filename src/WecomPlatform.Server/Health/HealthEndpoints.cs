using Microsoft.Extensions.Options;
using WecomPlatform.Postgres.Changes;
using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Signing;

namespace WecomPlatform.Server.Health;

/// <summary>What balancers and orchestrators ask.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => Results.Text("alive\n"));
        routes.MapGet(
            "/readyz",
            (Drain drain, DatabaseContact database, IOptions<SignOptions> signing) =>
                drain.IsDraining ? NotReady("draining\n")
                : database.Silence > signing.Value.WithoutDatabase ? NotReady("the database is silent\n")
                : Results.Text("ready\n")
        );
    }

    private static IResult NotReady(string why) => Results.Text(why, statusCode: StatusCodes.Status503ServiceUnavailable);
}
