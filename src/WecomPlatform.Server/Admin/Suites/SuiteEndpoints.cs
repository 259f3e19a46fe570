using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Postgres.Callbacks;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Admin.CallbackHandles;
using WecomPlatform.Server.Json;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Admin.Suites;

/// <summary><c>/admin/v1/tenants/{t}/suites</c>.</summary>
internal static class SuiteEndpoints
{
    private const int MaxBody = 64 * 1024;

    public static void MapSuites(this RouteGroupBuilder admin)
    {
        admin.MapGet("/tenants/{t}/suites", ListAsync);
        admin.MapGet("/tenants/{t}/suites/{suiteId}", FindAsync);
        admin.MapPut("/tenants/{t}/suites/{suiteId}", PutAsync);
        admin.MapDelete("/tenants/{t}/suites/{suiteId}", DeleteAsync);
    }

    private static Task<IResult> ListAsync([AsParameters] TenantListing listing, SuiteStore suites) =>
        listing.AnswerAsync(suites.ListAsync, suite => SuiteView.Of(suite), suite => suite.Id.Value);

    private static async Task<IResult> FindAsync(
        string t,
        string suiteId,
        HttpContext context,
        SuiteStore suites,
        HandleRegistration handles
    ) =>
        TenantId.TryParse(t, out var tenant)
        && SuiteId.TryParse(suiteId, out var id)
        && await suites.FindAsync(tenant, id, context.RequestAborted) is { } suite
            ? Results.Ok(SuiteView.Of(suite, await handles.FindUrlsAsync(tenant, new CallbackBinding(id), context)))
            : Problem.SuiteUnknown();

    private static async Task<IResult> PutAsync(
        string t,
        string suiteId,
        HttpContext context,
        SuiteStore suites,
        TenantStore tenants,
        ICredentialOwners owners,
        HandleRegistration handles
    )
    {
        var ct = context.RequestAborted;
        var (body, problem) = await JsonBody.ReadAsync(context, AdminJson.Default.SuiteBody, MaxBody);
        if (problem is not null)
        {
            return problem;
        }

        if (!TenantId.TryParse(t, out var tenant) || await tenants.FindAsync(tenant, ct) is null)
        {
            return Problem.TenantUnknown();
        }

        (var suite, problem) = Read(tenant, suiteId, body!);
        if (problem is not null)
        {
            return problem;
        }

        if (!SecretText.TryRead(body!.Secret, out var secret))
        {
            return SecretText.Invalid();
        }

        var binding = new CallbackBinding(suite!.Id);
        (var handle, problem) = await handles.PlanAsync(tenant, binding, body.CallbackHandle, body.CallbackToken, body.EncodingAesKey, ct);
        if (problem is not null)
        {
            return problem;
        }

        if (!await suites.PutAsync(suite, secret, ct))
        {
            return Problem.BodyInvalid("A new suite needs its secret.");
        }

        if (secret is not null)
        {
            await owners.ForgetAsync(CredentialKey.OfSuite(tenant, suite.Id), ct);
        }

        await handles.StoreAsync(handle, ct);
        var urls = await handles.FindUrlsAsync(tenant, binding, context);
        return Results.Ok(SuiteView.Of((await suites.FindAsync(tenant, suite.Id, ct))!, urls));
    }

    private static async Task<IResult> DeleteAsync(string t, string suiteId, SuiteStore suites, CancellationToken ct) =>
        TenantId.TryParse(t, out var tenant) && SuiteId.TryParse(suiteId, out var id) && await suites.DeleteAsync(tenant, id, ct)
            ? Results.NoContent()
            : Problem.SuiteUnknown();

    private static (SuiteRecord? Suite, ApiProblem? Problem) Read(TenantId tenant, string path, SuiteBody body)
    {
        if (!SuiteId.TryParse(path, out var id) || (body.SuiteId is { } named && named != id.Value))
        {
            return (null, Problem.BodyInvalid("suiteId must begin with a letter and be the same in path and body."));
        }

        if (SuiteKindNames.Parse(body.Kind) is not { } kind)
        {
            return (null, Problem.BodyInvalid("kind must be \"thirdParty\", \"login\" or \"template\"."));
        }

        // WeCom gives templates of customised apps (代开发模板) ids that begin with dk, and nothing else (OD 97162).
        if (kind == SuiteKind.Template != id.IsTemplate)
        {
            return (
                null,
                Problem.BodyInvalid("A template's id begins with \"dk\", another suite's does not: kind and suiteId do not fit.")
            );
        }

        CorpId provider = default;
        if (body.ProviderCorpId is not null && !CorpId.TryParse(body.ProviderCorpId, out provider))
        {
            return (null, Problem.BodyInvalid("providerCorpId is no corpid."));
        }

        if (!DomainsText.TryRead(body.TrustedDomains, out var domains, out var problem))
        {
            return (null, problem);
        }

        return EgressText.TryParse(body.EgressProxy, out var proxy)
            ? (
                new SuiteRecord(
                    tenant,
                    id,
                    kind,
                    domains,
                    provider == default ? null : provider,
                    proxy,
                    body.StrictUrls ?? false,
                    SecretProven: false,
                    default
                ),
                null
            )
            : (null, EgressText.Invalid());
    }
}
