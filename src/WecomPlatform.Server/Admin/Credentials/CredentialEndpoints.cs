using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Credentials.Source;
using WecomPlatform.Postgres.Credentials;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Admin.Credentials;

/// <summary><c>/admin/v1/tenants/{t}/credentials</c>.</summary>
internal static class CredentialEndpoints
{
    private const string Refresh = ":refresh";

    public static void MapCredentials(this RouteGroupBuilder admin)
    {
        admin.MapGet("/tenants/{t}/credentials", ListAsync);
        admin.MapPost("/tenants/{t}/credentials/{action}", ActAsync);
    }

    private static Task<IResult> ListAsync([AsParameters] TenantListing listing, CredentialReports reports) =>
        listing.AnswerAsync(reports.ListAsync, CredentialView.Of, report => report.Key.ToString());

    // An operator's "now": drops what is remembered against the app and fetches a new value, as if the old one were reported dead.
    private static async Task<IResult> ActAsync(
        string t,
        string action,
        ICredentialOwners owners,
        ICredentialRows rows,
        ICredentialSource source,
        CredentialReports reports,
        SnapshotCache snapshots,
        CancellationToken ct
    )
    {
        if (!action.EndsWith(Refresh, StringComparison.Ordinal))
        {
            return Problem.NotFound();
        }

        var isKnown =
            CredentialView.TryParseId(action[..^Refresh.Length], out var key)
            && key.Tenant.Value == t
            && !key.IsPushed
            && await source.PlanAsync(key, ct) is not null;
        if (!isKnown)
        {
            return new ApiProblem(404, "credential_unknown", "This tenant has no such credential.");
        }

        await owners.ForgetAsync(Chain(key), ct);
        var row = await rows.ReadAsync(key, ct);
        // A failover may have put the row behind what this node holds: the operator means whichever is in use.
        var held = snapshots.Peek(key)?.Generation ?? Generation.None;
        var dead = row.Value is null || row.Generation < held ? held : row.Generation;
        var result = await owners.GetAsync(key, dead, ct);

        // WeCom may go on returning a value while it lives: then it has been confirmed, and its version stays.
        var isConfirmed = result.Why?.Reason == UnavailableReason.StillRejected && row.Remaining > TimeSpan.Zero;
        return result.IsAvailable || isConfirmed
            ? Results.Ok(CredentialView.Of((await reports.FindAsync(key, ct))!))
            : result.Why.ToProblem();
    }

    // The credential with all that it is fetched with, and what else begins with the same secret.
    private static List<CredentialKey> Chain(CredentialKey key)
    {
        var chain = new List<CredentialKey>(
            key.Kind is CredentialKind.AccessToken or CredentialKind.CorpTicket or CredentialKind.AgentTicket
                ? CredentialKey.OfApp(key.Tenant, key.Corp, key.App)
                : [key]
        );
        for (var parent = chain[0].Parent; parent is { IsPushed: false } link; parent = link.Parent)
        {
            chain.Add(link);
        }

        return chain;
    }
}
