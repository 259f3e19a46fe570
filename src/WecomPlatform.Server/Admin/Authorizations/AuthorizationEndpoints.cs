using WecomPlatform.Credentials.Ids;
using WecomPlatform.Postgres.Onboarding;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Json;
using WecomPlatform.Server.Onboarding;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Admin.Authorizations;

/// <summary><c>/admin/v1/tenants/{t}/suites/{suiteId}/authorizations</c>, and <c>/exchanges</c> whose outcome nobody knows.</summary>
internal static class AuthorizationEndpoints
{
    private const int MaxBody = 16 * 1024;
    private const int MaxUncertain = 1000;
    private const int HashLength = 64;

    public static void MapAuthorizations(this RouteGroupBuilder admin)
    {
        admin.MapGet("/tenants/{t}/suites/{suiteId}/authorizations", ListAsync);
        admin.MapGet("/tenants/{t}/suites/{suiteId}/authorizations/{corpId}", FindAsync);
        admin.MapPut("/tenants/{t}/suites/{suiteId}/authorizations/{corpId}", PutAsync);
        admin.MapDelete("/tenants/{t}/suites/{suiteId}/exchanges/{exchangeId}", ClearAsync);
    }

    private static async Task<IResult> ListAsync(
        string t,
        string suiteId,
        int? limit,
        string? cursor,
        SuiteStore suites,
        AuthorizationReports authorizations,
        ExchangeStore exchanges,
        CancellationToken ct
    )
    {
        var (paging, problem) = Paging.Read(limit, cursor);
        if (problem is not null)
        {
            return problem;
        }

        if (await FindSuiteAsync(t, suiteId, suites, ct) is not { } suite)
        {
            return Problem.SuiteUnknown();
        }

        var found = await authorizations.ListAsync(suite.Tenant, suite.Id, paging!.After, paging.Limit + 1, ct);
        var page = paging.Page(found, one => AuthorizationView.Of(one, suite.Kind == SuiteKind.Template), one => one.Corp.Value);
        if (paging.After is null)
        {
            // Whose they are is unknown, so they stand before all others.
            var uncertain = await exchanges.ListUncertainAsync(suite.Tenant, suite.Id, MaxUncertain, ct);
            page = page with { Items = [.. uncertain.Select(AuthorizationView.Of), .. page.Items] };
        }

        return Results.Ok(page);
    }

    private static async Task<IResult> FindAsync(
        string t,
        string suiteId,
        string corpId,
        SuiteStore suites,
        AuthorizationReports authorizations,
        CancellationToken ct
    )
    {
        if (await FindSuiteAsync(t, suiteId, suites, ct) is not { } suite)
        {
            return Problem.SuiteUnknown();
        }

        return CorpId.TryParse(corpId, out var corp) && await authorizations.FindAsync(suite.Tenant, suite.Id, corp, ct) is { } found
            ? Results.Ok(AuthorizationView.Of(found, suite.Kind == SuiteKind.Template))
            : Problem.CorpUnknown();
    }

    private static async Task<IResult> PutAsync(
        string t,
        string suiteId,
        string corpId,
        HttpContext context,
        SuiteStore suites,
        AuthorizationReports authorizations,
        AuthorizationImport import
    )
    {
        var ct = context.RequestAborted;
        var (body, problem) = await JsonBody.ReadAsync(context, AdminJson.Default.AuthorizationBody, MaxBody);
        if (problem is not null)
        {
            return problem;
        }

        if (await FindSuiteAsync(t, suiteId, suites, ct) is not { } suite)
        {
            return Problem.SuiteUnknown();
        }

        AgentId agent = default;
        if (!CorpId.TryParse(corpId, out var corp) || (body!.AgentId is { } number && !AgentId.TryCreate(number, out agent)))
        {
            return Problem.BodyInvalid("corpId must be a corpid and agentId a positive number.");
        }

        if (!SecretText.TryRead(body.PermanentCode, out var code) || code is null)
        {
            return Problem.BodyInvalid("permanentCode must be 1 to 512 visible ASCII characters.");
        }

        problem = await import.RunAsync(suite.Tenant, suite.Id, corp, code, body.AgentId is null ? null : agent, ct);
        if (problem is not null)
        {
            return problem;
        }

        return await authorizations.FindAsync(suite.Tenant, suite.Id, corp, ct) is { } stored
            ? Results.Ok(AuthorizationView.Of(stored, suite.Kind == SuiteKind.Template))
            : Problem.CorpUnknown();
    }

    private static async Task<IResult> ClearAsync(
        string t,
        string suiteId,
        string exchangeId,
        ExchangeStore exchanges,
        CancellationToken ct
    ) =>
        TenantId.TryParse(t, out var tenant)
        && SuiteId.TryParse(suiteId, out var suite)
        && exchangeId.Length == HashLength
        && exchangeId.All(char.IsAsciiHexDigitLower)
        && await exchanges.ClearAsync(new ExchangeId(tenant, suite, exchangeId), ct)
            ? Results.NoContent()
            : new ApiProblem(404, "exchange_unknown", "There is no such exchange whose outcome is unknown.");

    private static async Task<SuiteRecord?> FindSuiteAsync(string t, string suiteId, SuiteStore suites, CancellationToken ct) =>
        TenantId.TryParse(t, out var tenant) && SuiteId.TryParse(suiteId, out var suite) ? await suites.FindAsync(tenant, suite, ct) : null;
}
