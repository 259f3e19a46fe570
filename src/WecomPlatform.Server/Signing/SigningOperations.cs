using WecomPlatform.Server.ApiDocs;

namespace WecomPlatform.Server.Signing;

/// <summary>Describes signing.</summary>
internal static class SigningOperations
{
    /// <summary>What is signed, as a query names it.</summary>
    public static IReadOnlyList<ApiParameter> Query { get; } =
    [
        new("corpId", "The corp. Needed unless suiteId names a login suite."),
        new("agentId", "The app. Without it the corp's ticket source, or the one app that trusts the page's domain.", "integer"),
        new(
            "suiteId",
            "Instead of agentId: a third-party app or template, whose app in the corp is looked up; or a login suite (登录授权)."
        ),
        new("url", "The page's url up to #, percent-encoded once: encodeURIComponent(location.href.split('#')[0]).", IsRequired: true),
        new("identities", "Whose signatures, with commas: corp, agent, suite. Default: what fits the ids."),
    ];

    /// <summary>What can be wrong with it.</summary>
    public const string Codes =
        "url_invalid, url_not_trusted, origin_not_trusted, corp_unknown, agent_unknown, suite_unknown, agent_ambiguous, agent_replaced, "
        + "authorization_cancelled, suite_ticket_not_configured, secret_rejected, ip_not_allowed, rate_limited, ticket_unavailable, "
        + "upstream_unavailable, suite_ticket_missing, secret_probe_paused";

    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        new("POST", "/v1/signatures", "Sign a page")
        {
            Tag = "Signatures",
            Caller = ApiCaller.Tenant,
            Description = "The url is signed byte for byte up to the first #.",
            Body = typeof(SignRequestView),
            Answer = typeof(SignaturesView),
            Codes = Codes,
        },
        new("POST", "/v1/signatures:batch", "Sign up to 1000 pages")
        {
            Tag = "Signatures",
            Caller = ApiCaller.Tenant,
            Description = "Each page has its own signatures or its own error.",
            Body = typeof(SignBatchView),
            Answer = typeof(SignBatchResultsView),
        },
        new("GET", "/v1/signatures", "Sign a page, also from the page itself")
        {
            Tag = "Signatures",
            Caller = ApiCaller.TenantOrPage,
            Description =
                "With a publishable key only pages of the app's trusted domains (可信域名) are signed, and only they may read the answer.",
            Query = Query,
            Answer = typeof(SignaturesView),
            Codes = Codes,
        },
    ];
}
