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
using WecomPlatform.Server.Admin.Suites;
using WecomPlatform.Server.Admin.Tenants;
using WecomPlatform.Server.Admin.VerificationFiles;
using WecomPlatform.Server.Admin.Webhooks;
using WecomPlatform.Server.Hosting;

namespace WecomPlatform.Server.Admin;

/// <summary>The admin API, <c>/admin/v1</c>.</summary>
internal static class AdminEndpoints
{
    public static void AddAdmin(this IServiceCollection services)
    {
        services.AddChecked<AdminOptions>(AdminOptions.Section, options => options.Validate());
        services.AddSingleton<AgentRegistration>();
        services.AddSingleton<ProviderRegistration>();
        services.AddSingleton<HandleRegistration>();
        services.AddSingleton<WebhookRegistration>();
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, AdminJson.Default));
    }

    public static void MapAdmin(this IEndpointRouteBuilder routes)
    {
        var admin = routes.MapGroup("/admin/v1").AddEndpointFilter<RouteGroupBuilder, AdminAccess>();
        admin.MapTenants();
        admin.MapApiKeys();
        admin.MapCorps();
        admin.MapAgents();
        admin.MapProvider();
        admin.MapSuites();
        admin.MapAuthorizations();
        admin.MapRedirectUris();
        admin.MapLoginHosts();
        admin.MapVerificationFiles();
        admin.MapCredentials();
        admin.MapCallbackHandles();
        admin.MapCallbackReports();
        admin.MapOutbox();
    }
}
