using WecomPlatform.Server.Admin.Agents;
using WecomPlatform.Server.Admin.ApiKeys;
using WecomPlatform.Server.Admin.Authorizations;
using WecomPlatform.Server.Admin.CallbackHandles;
using WecomPlatform.Server.Admin.Callbacks;
using WecomPlatform.Server.Admin.Corps;
using WecomPlatform.Server.Admin.Credentials;
using WecomPlatform.Server.Admin.LoginHosts;
using WecomPlatform.Server.Admin.Providers;
using WecomPlatform.Server.Admin.RedirectUris;
using WecomPlatform.Server.Admin.Sealing;
using WecomPlatform.Server.Admin.Suites;
using WecomPlatform.Server.Admin.Tenants;
using WecomPlatform.Server.Admin.VerificationFiles;
using WecomPlatform.Server.Admin.Webhooks;
using WecomPlatform.Server.ApiDocs;

namespace WecomPlatform.Server.Admin;

/// <summary>Describes the admin API.</summary>
internal static class AdminOperations
{
    private const string Tenant = "/admin/v1/tenants/{t}";
    private const string Corp = Tenant + "/corps/{corpId}";
    private const string Agent = Corp + "/agents/{agentId}";
    private const string Suite = Tenant + "/suites/{suiteId}";

    private static readonly ApiParameter s_status = new("status", "Only those in this state.");

    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        Get<SealingView>("Sealing", "/admin/v1/sealing", "Which master keys seal what is stored"),
        Of("POST", "Sealing", "/admin/v1/sealing:reseal", "Seal everything anew with the active master key") with
        {
            Answer = typeof(SealingView),
        },
        List<TenantView>("Tenants", "/admin/v1/tenants", "All tenants"),
        Post<TenantBody, TenantView>("Tenants", "/admin/v1/tenants", "Create a tenant", "tenant_exists"),
        Get<TenantView>("Tenants", Tenant, "A tenant"),
        Of("PATCH", "Tenants", Tenant, "Change a tenant's name or webhook, disable or enable it") with
        {
            Body = typeof(TenantBody),
            Answer = typeof(TenantView),
        },
        Delete("Tenants", Tenant, "Delete a tenant with all it has"),
        List<ApiKeyView>("Keys", Tenant + "/keys", "A tenant's keys, without the keys themselves"),
        Post<ApiKeyBody, ApiKeyView>("Keys", Tenant + "/keys", "Make a key; it is shown this once"),
        Delete("Keys", Tenant + "/keys/{id}", "Revoke a key"),
        List<CorpView>("Corps and apps", Tenant + "/corps", "A tenant's corps"),
        Get<CorpView>("Corps and apps", Corp, "A corp"),
        Put<CorpBody, CorpView>("Corps and apps", Corp, "Register a corp, or change it"),
        Delete("Corps and apps", Corp, "Delete a corp with its apps"),
        Of("GET", "Corps and apps", Corp + "/agents", "A corp's apps") with
        {
            Answer = typeof(Page<AgentView>),
        },
        Get<AgentView>("Corps and apps", Agent, "An app"),
        Put<AgentBody, AgentView>(
            "Corps and apps",
            Agent,
            "Register an app, or change it; WeCom is asked whether the secret is right and of this app",
            "secret_rejected, secret_of_other_agent, ip_not_allowed"
        ),
        Delete("Corps and apps", Agent, "Delete an app with its tickets"),
        List<SuiteView>("Suites", Tenant + "/suites", "A tenant's suites: third-party apps, templates, login suites"),
        Get<SuiteView>("Suites", Suite, "A suite"),
        Put<SuiteBody, SuiteView>("Suites", Suite, "Register a suite, or change it"),
        Delete("Suites", Suite, "Delete a suite"),
        List<AuthorizationView>("Suites", Suite + "/authorizations", "Corps that installed the suite, and exchanges to look after"),
        Get<AuthorizationView>("Suites", Suite + "/authorizations/{corpId}", "A corp's authorization"),
        Put<AuthorizationBody, AuthorizationView>(
            "Suites",
            Suite + "/authorizations/{corpId}",
            "Take an authorization over from elsewhere"
        ),
        Delete("Suites", Suite + "/exchanges/{exchangeId}", "Clear an exchange whose outcome is unknown"),
        Get<ProviderView>("Suites", Tenant + "/provider", "The tenant's service provider (服务商)"),
        Put<ProviderBody, ProviderView>("Suites", Tenant + "/provider", "Register the service provider, or change it"),
        Delete("Suites", Tenant + "/provider", "Forget the service provider"),
        List<RedirectUriView>("Redirect uris", Tenant + "/redirect-uris", "Where browsers may be sent back to"),
        .. AnyOf<RedirectUriBody, RedirectUriView>("Redirect uris", Tenant + "/redirect-uris", "Allow a redirect uri"),
        Delete("Redirect uris", Tenant + "/redirect-uris", "Remove a redirect uri") with
        {
            Query = [new("uri", "The uri, percent-encoded.", IsRequired: true)],
        },
        .. AnyOf<LoginHostBody, LoginHostView>("Login", Tenant + "/hosts", "Name a host of the tenant's own for this platform"),
        List<LoginHostView>("Login", Tenant + "/hosts", "The tenant's own names for this platform"),
        Delete("Login", Tenant + "/hosts", "Remove a host") with
        {
            Query = [new("host", "The host.", IsRequired: true)],
        },
        .. AnyOf<VerificationFileBody, VerificationFileView>("Login", Tenant + "/verification-files", "Serve a /WW_verify_….txt"),
        List<VerificationFileView>("Login", Tenant + "/verification-files", "What is served for WeCom's console"),
        Delete("Login", Tenant + "/verification-files", "Serve a file no longer") with
        {
            Query = [new("host", "Its host.", IsRequired: true), new("name", "Its name.", IsRequired: true)],
        },
        List<CredentialView>("Credentials", Tenant + "/credentials", "The state of every token and ticket, never its value"),
        Of("POST", "Credentials", Tenant + "/credentials/{id}:refresh", "Fetch a token or ticket now") with
        {
            Route = Tenant + "/credentials/{action}",
            Answer = typeof(CredentialView),
            Codes = "credential_unknown",
        },
        List<CallbackHandleView>("Callbacks", Tenant + "/callback-handles", "Callback urls with what they are for"),
        Post<CallbackHandleBody, CallbackHandleView>(
            "Callbacks",
            Tenant + "/callback-handles",
            "Make a callback url with Token and AES key"
        ),
        Get<CallbackHandleView>("Callbacks", Tenant + "/callback-handles/{handle}", "A callback url"),
        Put<CallbackHandleBody, CallbackHandleView>(
            "Callbacks",
            Tenant + "/callback-handles/{handle}",
            "Make a callback url, or change it"
        ),
        Delete("Callbacks", Tenant + "/callback-handles/{handle}", "Delete a callback url"),
        List<CallbackView>("Callbacks", Tenant + "/callbacks", "What arrived from WeCom", s_status),
        Of("POST", "Callbacks", Tenant + "/callbacks/{id}:replay", "Do once more what a callback asks for") with
        {
            Route = Tenant + "/callbacks/{action}",
            Answer = typeof(CallbackView),
            Codes = "callback_unknown, callback_settled",
        },
        List<OutboxView>("Callbacks", Tenant + "/outbox", "What is on its way to the tenant's webhook", s_status),
        Of("POST", "Callbacks", Tenant + "/outbox/{id}:replay", "Send a message once more that was given up") with
        {
            Route = Tenant + "/outbox/{action}",
            Status = StatusCodes.Status202Accepted,
            Codes = "message_unknown",
        },
    ];

    private static ApiOperation Of(string method, string tag, string path, string summary, string codes = "") =>
        new(method, path, summary)
        {
            Tag = "Admin: " + tag,
            Caller = ApiCaller.Administrator,
            Codes = codes,
        };

    private static ApiOperation Get<TView>(string tag, string path, string summary) =>
        Of("GET", tag, path, summary) with
        {
            Answer = typeof(TView),
        };

    private static ApiOperation List<TView>(string tag, string path, string summary, params ApiParameter[] query) =>
        Of("GET", tag, path, summary) with
        {
            Answer = typeof(Page<TView>),
            Query = [.. query, .. ApiParameter.Paging],
        };

    private static ApiOperation Put<TBody, TView>(string tag, string path, string summary, string codes = "") =>
        Of("PUT", tag, path, summary, codes) with
        {
            Body = typeof(TBody),
            Answer = typeof(TView),
        };

    // PUT and POST alike: what is there already stays.
    private static ApiOperation[] AnyOf<TBody, TView>(string tag, string path, string summary) =>
        [Put<TBody, TView>(tag, path, summary), Put<TBody, TView>(tag, path, summary) with { Method = "POST" }];

    private static ApiOperation Post<TBody, TView>(string tag, string path, string summary, string codes = "") =>
        Of("POST", tag, path, summary, codes) with
        {
            Body = typeof(TBody),
            Answer = typeof(TView),
            Status = StatusCodes.Status201Created,
        };

    private static ApiOperation Delete(string tag, string path, string summary) =>
        Of("DELETE", tag, path, summary) with
        {
            Status = StatusCodes.Status204NoContent,
        };
}
