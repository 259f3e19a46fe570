using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Admin;

/// <summary>A request for a page of something that a tenant has.</summary>
/// <param name="T">The tenant, as it stands in the path.</param>
/// <param name="Limit">How many items at most.</param>
/// <param name="Cursor">Where the page begins.</param>
/// <param name="Tenants">The tenants.</param>
/// <param name="Ct">Ends with the request.</param>
internal sealed record TenantListing(string T, int? Limit, string? Cursor, TenantStore Tenants, CancellationToken Ct)
{
    /// <summary>Reads one item more than was asked for and answers the page.</summary>
    public async Task<IResult> AnswerAsync<TRecord, TView>(
        Func<TenantId, string?, int, CancellationToken, Task<IReadOnlyList<TRecord>>> list,
        Func<TRecord, TView> view,
        Func<TRecord, string> id
    )
    {
        var (paging, problem) = Paging.Read(Limit, Cursor);
        if (problem is not null)
        {
            return problem;
        }

        return TenantId.TryParse(T, out var tenant) && await Tenants.FindAsync(tenant, Ct) is not null
            ? Results.Ok(paging!.Page(await list(tenant, paging.After, paging.Limit + 1, Ct), view, id))
            : Problem.TenantUnknown();
    }
}
