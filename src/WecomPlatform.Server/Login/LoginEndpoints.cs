using WecomPlatform.Postgres.Onboarding;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Hosting;
using WecomPlatform.Server.Json;
using WecomPlatform.Server.Keys;
using WecomPlatform.Server.Login.Keys;
using WecomPlatform.Server.Login.Sessions;
using WecomPlatform.Server.Onboarding;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Login;

/// <summary><c>/v1/login/…</c> for SaaS backends, <c>/login/…</c> for browsers.</summary>
internal static class LoginEndpoints
{
    private const int MaxBody = 16 * 1024;

    public static void MapLogin(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/login/sessions", BeginAsync);
        routes.MapPost("/v1/login/exchange", ExchangeAsync);
        routes.MapPost("/v1/login/authorize-url", AuthorizeUrlAsync);
        routes.MapPost("/v1/login/code", CodeAsync);
        routes.MapGet("/login/begin", StartAsync);
        routes.MapGet("/login/callback/{flow}", ReturnAsync);
        routes.MapJwks();
        routes.MapVerificationFiles();
    }

    private static async Task<IResult> BeginAsync(HttpContext context, CallerKey caller, LoginSessions sessions)
    {
        var (key, body, problem) = await ReadAsync(context, caller);
        (var view, problem) = problem is null ? await sessions.BeginAsync(context, key!, body!, context.RequestAborted) : (null, problem);
        return problem ?? Results.Json(view, LoginJson.Default.LoginSessionView) as IResult;
    }

    private static async Task<IResult> ExchangeAsync(HttpContext context, CallerKey caller, LoginExchange exchange)
    {
        var (key, body, problem) = await ReadAsync(context, caller);
        (var identity, problem) = problem is null ? await exchange.TakeAsync(context, key!, body!) : (null, problem);
        return problem ?? Results.Json(identity, LoginJson.Default.LoginIdentity) as IResult;
    }

    private static async Task<IResult> CodeAsync(HttpContext context, CallerKey caller, LoginExchange exchange)
    {
        var (key, body, problem) = await ReadAsync(context, caller);
        (var identity, problem) = problem is null ? await exchange.AskAsync(context, key!, body!) : (null, problem);
        return problem ?? Results.Json(identity, LoginJson.Default.LoginIdentity) as IResult;
    }

    private static async Task<IResult> AuthorizeUrlAsync(
        HttpContext context,
        CallerKey caller,
        LoginTargets targets,
        LoginUrls urls,
        RedirectUriStore redirects
    )
    {
        var ct = context.RequestAborted;
        var (key, body, problem) = await ReadAsync(context, caller);
        if (problem is not null)
        {
            return problem;
        }

        if (!LoginUrls.IsState(body!.State))
        {
            return Problem.BodyInvalid(
                "state holds letters and digits, 1 to 128: WeCom takes no others. Keep it with the browser and compare it."
            );
        }

        if (!RedirectUriText.IsValid(body.RedirectUri) || !await redirects.ContainsAsync(key!.Tenant, body.RedirectUri, ct))
        {
            return LoginProblem.RedirectUriUnknown();
        }

        (var target, problem) = await targets.FindAsync(key.Tenant, body, ct);
        return problem
            ?? Results.Json(new AuthorizeUrlView(urls.Of(target!, body.RedirectUri, body.State!)), LoginJson.Default.AuthorizeUrlView)
                as IResult;
    }

    private static Task<IResult> StartAsync(HttpContext context, LoginStart start, PublicUrl publicUrl)
    {
        Harden(context.Response);
        return start.RunAsync(context, context.Request.Query["session"], publicUrl.Of(context, "/"));
    }

    private static Task<IResult> ReturnAsync(string flow, HttpContext context, LoginCallback callback, PublicUrl publicUrl)
    {
        Harden(context.Response);
        return callback.RunAsync(context, flow, publicUrl.Of(context, "/"));
    }

    // Codes and states stand in these urls; pages here need nothing but their own style.
    private static void Harden(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
    }

    private static async Task<(ApiKeyRecord? Key, LoginBody? Body, ApiProblem? Problem)> ReadAsync(HttpContext context, CallerKey caller)
    {
        context.Response.Headers.CacheControl = "no-store";
        var (key, problem) = await caller.FindAsync(context.Request, queryKey: null, context.RequestAborted);
        problem ??=
            key!.Kind == ApiKeyKind.Publishable ? Problem.ScopeMissing("A publishable key cannot log anybody in: a backend does.") : null;
        if (problem is not null)
        {
            return (null, null, problem);
        }

        (var body, problem) = await JsonBody.ReadAsync(context, LoginJson.Default.LoginBody, MaxBody);
        return (key, body, problem);
    }
}
