using Microsoft.Extensions.Options;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Wecom.Suites;

namespace WecomPlatform.Server.Onboarding;

/// <summary>Asks WeCom what a permanent code stands for (get_auth_info).</summary>
internal sealed class AuthorizationCheck(UpstreamCalls calls, SuiteApi api, IOptions<OnboardingOptions> options)
{
    public Task<UpstreamAnswer<AuthorizedCorp>> RunAsync(
        TenantId tenant,
        SuiteId suite,
        CorpId corp,
        Secret permanentCode,
        Uri? proxy,
        CancellationToken ct
    ) =>
        calls.CallAsync(
            CredentialKey.SuiteAccessToken(tenant, suite),
            proxy,
            (token, deadline) => api.GetAuthInfoAsync(token, corp, permanentCode, options.Value.IsV2, proxy, deadline),
            ct
        );
}
