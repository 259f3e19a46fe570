using WecomPlatform.Server.ApiDocs;
using WecomPlatform.Server.Login.Identity;

namespace WecomPlatform.Server.Login;

/// <summary>Describes logins.</summary>
internal static class LoginOperations
{
    private const string Tag = "Login";

    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        Backend<LoginSessionView>("/v1/login/sessions", "Begin a login; the browser goes to the url"),
        Backend<LoginIdentity>("/v1/login/exchange", "Who logged in, for the code that came to redirectUri") with
        {
            Codes = "code_invalid",
        },
        Backend<AuthorizeUrlView>("/v1/login/authorize-url", "WeCom's or Juzi's page, where the callback is on the SaaS's own domain"),
        Backend<LoginIdentity>("/v1/login/code", "Who logged in, for a code that came to the SaaS's own callback") with
        {
            Codes = "code_invalid",
        },
        new("GET", "/login/begin", "Where a session's url leads the browser first")
        {
            Tag = Tag,
            Query = [new("session", "The session.", IsRequired: true)],
            Status = StatusCodes.Status302Found,
        },
        new("GET", "/login/callback/{flow}", "Where WeCom or Juzi sends the browser back to")
        {
            Tag = Tag,
            Query = [new("state", "The session."), new("code", "WeCom's or Juzi's code.")],
            Status = StatusCodes.Status302Found,
        },
        new("GET", "/.well-known/jwks.json", "The keys that id tokens are verified with (ES256)") { Tag = Tag },
        new("GET", "/WW_verify_{id}.txt", "What WeCom's console looks for under a trusted domain (可信域名)")
        {
            Tag = Tag,
            MediaType = "text/plain",
        },
    ];

    private static ApiOperation Backend<TView>(string path, string summary) =>
        new("POST", path, summary)
        {
            Tag = Tag,
            Caller = ApiCaller.Tenant,
            Body = typeof(LoginBody),
            Answer = typeof(TView),
        };
}
