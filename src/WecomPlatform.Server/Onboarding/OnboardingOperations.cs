using WecomPlatform.Server.ApiDocs;

namespace WecomPlatform.Server.Onboarding;

/// <summary>Describes how corps install suites.</summary>
internal static class OnboardingOperations
{
    private const string Tag = "Installation";

    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        new("POST", "/v1/suites/{suiteId}/install-sessions", "Begin the installation of a third-party app (第三方应用)")
        {
            Tag = Tag,
            Caller = ApiCaller.Tenant,
            Body = typeof(InstallSessionBody),
            Answer = typeof(InstallSessionView),
            Codes = "suite_unknown, redirect_uri_unknown",
        },
        new("POST", "/v1/suites/customized-auth-url", "Where a corp authorizes templates of customised apps (代开发)")
        {
            Tag = Tag,
            Caller = ApiCaller.Tenant,
            Body = typeof(CustomizedAuthBody),
            Answer = typeof(CustomizedAuthView),
            Codes = "suite_unknown, provider_unknown",
        },
        new("GET", "/install/callback", "Where WeCom sends the administrator's browser back to")
        {
            Tag = Tag,
            Query = [new("state", "The session."), new("auth_code", "WeCom's code.")],
            Status = StatusCodes.Status302Found,
        },
    ];
}
