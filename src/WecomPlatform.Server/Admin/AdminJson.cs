using System.Text.Json.Serialization;
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

namespace WecomPlatform.Server.Admin;

/// <summary>The JSON of the admin API.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    AllowDuplicateProperties = false,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(TenantBody))]
[JsonSerializable(typeof(TenantView))]
[JsonSerializable(typeof(Page<TenantView>))]
[JsonSerializable(typeof(ApiKeyBody))]
[JsonSerializable(typeof(ApiKeyView))]
[JsonSerializable(typeof(Page<ApiKeyView>))]
[JsonSerializable(typeof(CorpBody))]
[JsonSerializable(typeof(CorpView))]
[JsonSerializable(typeof(Page<CorpView>))]
[JsonSerializable(typeof(AgentBody))]
[JsonSerializable(typeof(AgentView))]
[JsonSerializable(typeof(Page<AgentView>))]
[JsonSerializable(typeof(SuiteBody))]
[JsonSerializable(typeof(SuiteView))]
[JsonSerializable(typeof(Page<SuiteView>))]
[JsonSerializable(typeof(AuthorizationBody))]
[JsonSerializable(typeof(AuthorizationView))]
[JsonSerializable(typeof(Page<AuthorizationView>))]
[JsonSerializable(typeof(RedirectUriBody))]
[JsonSerializable(typeof(RedirectUriView))]
[JsonSerializable(typeof(Page<RedirectUriView>))]
[JsonSerializable(typeof(LoginHostBody))]
[JsonSerializable(typeof(LoginHostView))]
[JsonSerializable(typeof(Page<LoginHostView>))]
[JsonSerializable(typeof(VerificationFileBody))]
[JsonSerializable(typeof(VerificationFileView))]
[JsonSerializable(typeof(Page<VerificationFileView>))]
[JsonSerializable(typeof(ProviderBody))]
[JsonSerializable(typeof(ProviderView))]
[JsonSerializable(typeof(CredentialView))]
[JsonSerializable(typeof(Page<CredentialView>))]
[JsonSerializable(typeof(CallbackHandleBody))]
[JsonSerializable(typeof(CallbackHandleView))]
[JsonSerializable(typeof(Page<CallbackHandleView>))]
[JsonSerializable(typeof(CallbackView))]
[JsonSerializable(typeof(Page<CallbackView>))]
[JsonSerializable(typeof(WebhookBody))]
[JsonSerializable(typeof(Page<OutboxView>))]
internal sealed partial class AdminJson : JsonSerializerContext;
