using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace WecomPlatform.SampleSaas.Login;

/// <summary>The buttons, and what comes of them.</summary>
internal static class LoginEndpoints
{
    private const string DonePath = "/login/done";
    private const string OwnPath = "/login/own";

    public static void AddLogin(this IServiceCollection services)
    {
        services.AddMemoryCache();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<LoginButtons>();
        services.AddSingleton<PendingLogins>();
        services.AddSingleton<PlatformApi>();
        services.AddSingleton<Finish>();
    }

    public static void MapLogin(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (LoginButtons buttons) => Pages.Home(buttons.All));
        routes.MapPost("/login/{id}", BeginAsync);
        routes.MapGet(DonePath, DoneAsync);
        routes.MapGet(OwnPath, OwnAsync);
    }

    private static async Task<IResult> BeginAsync(
        string id,
        HttpContext context,
        LoginButtons buttons,
        PendingLogins logins,
        PlatformApi platform,
        IOptions<SampleOptions> options
    )
    {
        if (buttons.Find(id) is not { } button)
        {
            return Results.NotFound();
        }

        var pending = logins.Begin(context, button);
        var (answer, error) = await platform.PostAsync(
            button.IsHostedHere ? "/v1/login/authorize-url" : "/v1/login/sessions",
            new
            {
                flow = button.Flow,
                suiteId = button.SuiteId,
                corpId = button.CorpId,
                agentId = button.AgentId,
                scope = button.Scope,
                redirectUri = options.Value.PublicUrl + (button.IsHostedHere ? OwnPath : DonePath),
                state = pending.State,
                nonce = button.IsHostedHere ? null : pending.Nonce,
                codeChallenge = button.IsHostedHere ? null : Challenge(pending.CodeVerifier),
            },
            context.RequestAborted
        );
        return error is null ? Results.Redirect((string)answer!["url"]!) : Pages.Failed(error);
    }

    /// <summary>Back from the platform.</summary>
    private static Task<IResult> DoneAsync(
        string? code,
        string? error,
        string? state,
        HttpContext context,
        PendingLogins logins,
        Finish finish
    ) =>
        ReturnAsync(
            code,
            error,
            state,
            context,
            logins,
            finish,
            pending => ("/v1/login/exchange", new { code, codeVerifier = pending.CodeVerifier })
        );

    /// <summary>Back from WeCom itself.</summary>
    private static Task<IResult> OwnAsync(
        string? code,
        string? error,
        string? state,
        HttpContext context,
        PendingLogins logins,
        Finish finish
    ) =>
        ReturnAsync(
            code,
            error,
            state,
            context,
            logins,
            finish,
            pending =>
                (
                    "/v1/login/code",
                    new
                    {
                        flow = pending.Button.Flow,
                        corpId = pending.Button.CorpId,
                        agentId = pending.Button.AgentId,
                        nonce = pending.Nonce,
                        code,
                    }
                )
        );

    private static async Task<IResult> ReturnAsync(
        string? code,
        string? error,
        string? state,
        HttpContext context,
        PendingLogins logins,
        Finish finish,
        Func<PendingLogin, (string Path, object Body)> call
    )
    {
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers.CacheControl = "no-store";
        if (logins.End(context, state) is not { } pending)
        {
            return Pages.Failed("state_unknown");
        }

        if (code is null)
        {
            return Pages.Failed(error ?? "access_denied");
        }

        var (path, body) = call(pending);
        return await finish.RunAsync(path, body, pending, context.RequestAborted);
    }

    private static string Challenge(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(verifier)));
}
