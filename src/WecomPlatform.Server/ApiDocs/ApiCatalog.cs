using WecomPlatform.Server.Admin;
using WecomPlatform.Server.Callbacks;
using WecomPlatform.Server.Health;
using WecomPlatform.Server.Jssdk;
using WecomPlatform.Server.Login;
using WecomPlatform.Server.Onboarding;
using WecomPlatform.Server.Signing;
using WecomPlatform.Server.Tokens;

namespace WecomPlatform.Server.ApiDocs;

/// <summary>All operations of the API. Each feature describes its own, however they are mapped.</summary>
internal static class ApiCatalog
{
    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        .. SigningOperations.All,
        .. JssdkOperations.All,
        .. TokenOperations.All,
        .. LoginOperations.All,
        .. OnboardingOperations.All,
        .. AdminOperations.All,
        .. CallbackOperations.All,
        .. HealthOperations.All,
        .. ApiDocsOperations.All,
    ];
}
