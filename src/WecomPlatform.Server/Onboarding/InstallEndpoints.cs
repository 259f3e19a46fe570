using Microsoft.Extensions.Options;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Postgres.Onboarding;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Json;
using WecomPlatform.Server.Problems;
using WecomPlatform.Wecom.Suites;

namespace WecomPlatform.Server.Onboarding;

/// <summary><c>POST /v1/suites/{suiteId}/install-sessions</c>, <c>/v1/suites/customized-auth-url</c> and <c>GET /install/callback</c>.</summary>
internal static class InstallEndpoints
{
    private const string CallbackPath = "/install/callback";
    private const int MaxBody = 16 * 1024;
    private const int MaxState = 1024;
    private const int MaxTemplates = 9; // OD 98744
    private const int MaxCustomizedState = 32; // OD 98744

    public static void MapOnboarding(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/suites/{suiteId}/install-sessions", BeginAsync);
        routes.MapPost("/v1/suites/customized-auth-url", CustomizedAsync);
        routes.MapGet(CallbackPath, ReturnAsync);
    }

    private static async Task<IResult> BeginAsync(
        string suiteId,
        HttpContext context,
        TenantCaller caller,
        SuiteStore suites,
        RedirectUriStore redirects,
        InstallSessions sessions,
        PublicUrl publicUrl,
        IOptions<OnboardingOptions> options
    )
    {
        var ct = context.RequestAborted;
        var (tenant, problem) = await caller.FindAsync(context);
        if (problem is not null)
        {
            return problem;
        }

        (var body, problem) = await JsonBody.ReadAsync(context, OnboardingJson.Default.InstallSessionBody, MaxBody);
        if (problem is not null)
        {
            return problem;
        }

        if (!SuiteId.TryParse(suiteId, out var id) || await suites.FindAsync(tenant, id, ct) is not { } suite)
        {
            return Problem.SuiteUnknown();
        }

        if (suite.Kind != SuiteKind.ThirdParty)
        {
            return Problem.BodyInvalid(
                "Only third-party apps (第三方应用) are installed so: a template (代开发) is authorized by customized-auth-url, a login suite by nobody."
            );
        }

        if (body!.State?.Length > MaxState || body.State?.Any(char.IsControl) is true)
        {
            return Problem.BodyInvalid($"state is one line of at most {MaxState} characters.");
        }

        if (body.AuthType is not (null or "formal" or "test"))
        {
            return Problem.BodyInvalid("authType must be \"formal\" (正式授权) or \"test\" (测试授权).");
        }

        if (!RedirectUriText.IsValid(body.RedirectUri) || !await redirects.ContainsAsync(tenant, body.RedirectUri, ct))
        {
            return new ApiProblem(
                400,
                "redirect_uri_unknown",
                "redirectUri must be registered beforehand, to the letter: PUT /admin/v1/tenants/{t}/redirect-uris."
            );
        }

        (var view, problem) = await sessions.BeginAsync(
            new InstallSession(tenant, id, body.RedirectUri, body.State ?? string.Empty),
            suite,
            (body.AuthType ?? options.Value.AuthType) == "test",
            publicUrl.Of(context, CallbackPath),
            ct
        );
        return problem ?? Results.Json(view, OnboardingJson.Default.InstallSessionView) as IResult;
    }

    private static async Task<IResult> ReturnAsync(HttpContext context, InstallCallback callback)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer"; // the auth code stands in this url
        return await callback.RunAsync(context.Request.Query["state"], context.Request.Query["auth_code"], context.RequestAborted);
    }

    private static async Task<IResult> CustomizedAsync(
        HttpContext context,
        TenantCaller caller,
        SuiteStore suites,
        ProviderStore providers,
        UpstreamCalls calls,
        SuiteApi api
    )
    {
        var ct = context.RequestAborted;
        var (tenant, problem) = await caller.FindAsync(context);
        if (problem is not null)
        {
            return problem;
        }

        (var body, problem) = await JsonBody.ReadAsync(context, OnboardingJson.Default.CustomizedAuthBody, MaxBody);
        if (problem is not null)
        {
            return problem;
        }

        var state = body!.State ?? string.Empty;
        if (state.Length > MaxCustomizedState || !state.All(char.IsAsciiLetterOrDigit))
        {
            return Problem.BodyInvalid($"state holds letters and digits, at most {MaxCustomizedState}: WeCom takes no others here.");
        }

        if (body.TemplateIds is not { Length: > 0 and <= MaxTemplates })
        {
            return Problem.BodyInvalid($"templateIds holds 1 to {MaxTemplates} templates.");
        }

        List<SuiteId> templates = [];
        foreach (var text in body.TemplateIds.Distinct(StringComparer.Ordinal))
        {
            if (
                !SuiteId.TryParse(text, out var template)
                || await suites.FindAsync(tenant, template, ct) is not { Kind: SuiteKind.Template }
            )
            {
                return Problem.SuiteUnknown();
            }

            templates.Add(template);
        }

        if (await providers.FindAsync(tenant, ct) is not { } provider)
        {
            return Problem.ProviderUnknown();
        }

        var answer = await calls.CallAsync(
            CredentialKey.ProviderAccessToken(tenant, provider.Corp),
            provider.EgressProxy,
            (token, deadline) => api.GetCustomizedAuthUrlAsync(token, templates, state, provider.EgressProxy, deadline),
            ct
        );
        return answer.IsSuccess
            ? Results.Json(
                new CustomizedAuthView(answer.Value.QrCode.OriginalString, (long)answer.Value.Lifetime.TotalSeconds),
                OnboardingJson.Default.CustomizedAuthView
            )
            : answer.ToProblem();
    }
}
