using WecomPlatform.Postgres.Sealing;

namespace WecomPlatform.Server.Admin.Sealing;

/// <summary><c>/admin/v1/sealing</c>: rotation of master keys.</summary>
internal static class SealingEndpoints
{
    public static void MapSealing(this RouteGroupBuilder admin)
    {
        admin.MapGet("/sealing", ShowAsync);
        admin.MapPost("/sealing:reseal", ResealAsync);
    }

    private static async Task<IResult> ShowAsync(Sealer sealer, Resealer resealer, CancellationToken ct) =>
        Results.Ok(new SealingView(sealer.ActiveKey, await resealer.CountAsync(ct)));

    private static async Task<IResult> ResealAsync(Sealer sealer, Resealer resealer, CancellationToken ct)
    {
        var report = await resealer.RunAsync(ct);
        return Results.Ok(new SealingView(sealer.ActiveKey, await resealer.CountAsync(ct), report.Resealed, report.Unreadable));
    }
}
