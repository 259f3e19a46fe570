using WecomPlatform.Credentials.Signing;

namespace WecomPlatform.Server.Problems;

/// <summary>The errors that the API knows, each with its code.</summary>
internal static class Problem
{
    public static ApiProblem BodyInvalid(string detail) => new(400, "body_invalid", detail);

    public static ApiProblem MessageInvalid() => new(400, "body_invalid", "The message is not the protobuf expected.");

    public static ApiProblem QueryInvalid(string detail) => new(400, "query_invalid", detail);

    public static ApiProblem UrlInvalid(UrlRule rule) =>
        new(400, "url_invalid", $"The url cannot be signed: {Explain(rule)} Send location.href.split('#')[0] as the browser gives it.")
        {
            Rule = rule.ToCode(),
        };

    public static ApiProblem UrlDamaged() =>
        new(400, "url_invalid", "The url holds a literal &amp; – it was HTML-escaped on its way – and this app refuses such urls.")
        {
            Rule = "html_escaped_ampersand",
        };

    public static ApiProblem KeyMissing() =>
        new(401, "key_missing", "Send an API key: Authorization: Bearer sk_…, or from a web page X-Platform-Key: pk_… or ?key=pk_….");

    public static ApiProblem KeyInvalid(string detail = "The API key is unknown, was deleted, or its tenant is disabled.") =>
        new(401, "key_invalid", detail);

    public static ApiProblem ScopeMissing(string detail) => new(403, "scope_missing", detail);

    public static ApiProblem UrlNotTrusted(string host) =>
        new(
            403,
            "url_not_trusted",
            $"The host {host} is not among the app's trusted domains (可信域名) and not below one. Add it to the app, here and in WeCom's console."
        );

    public static ApiProblem OriginNotTrusted() =>
        new(403, "origin_not_trusted", "The calling page's origin is not among the app's trusted domains (可信域名).");

    public static ApiProblem TenantUnknown() => new(404, "tenant_unknown", "There is no such tenant.");

    public static ApiProblem CorpUnknown() =>
        new(404, "corp_unknown", "This tenant has no such corp. Register it first: PUT /admin/v1/tenants/{t}/corps/{corpId}.");

    public static ApiProblem AgentUnknown() =>
        new(
            404,
            "agent_unknown",
            "This corp has no such agent. Register it first: PUT /admin/v1/tenants/{t}/corps/{corpId}/agents/{agentId}."
        );

    public static ApiProblem SuiteUnknown() =>
        new(404, "suite_unknown", "This tenant has no such suite. Register it first: PUT /admin/v1/tenants/{t}/suites/{suiteId}.");

    public static ApiProblem AuthorizationUnknown() =>
        new(404, "agent_unknown", "This corp has not installed the suite, as far as the platform was told.");

    public static ApiProblem AuthorizationCancelled() =>
        new(
            409,
            "authorization_cancelled",
            "The corp has cancelled its authorization of the suite, or WeCom no longer accepts it. The corp must install the app again."
        );

    public static ApiProblem AgentReplaced(int agentId) =>
        new(409, "agent_replaced", $"The corp has installed the app again: its agentid is {agentId} now.") { AgentId = agentId };

    public static ApiProblem SuiteIdentityMisplaced() =>
        new(400, "body_invalid", "The suite's signature (getSuiteConfigSignature) is for login suites (登录授权) only.");

    public static ApiProblem ProviderUnknown() =>
        new(
            404,
            "provider_unknown",
            "This tenant has no service provider (服务商). Register it first: PUT /admin/v1/tenants/{t}/provider."
        );

    public static ApiProblem NotFound() => new(404, "not_found", "There is nothing here.");

    public static ApiProblem AgentAmbiguous(string detail) => new(409, "agent_ambiguous", detail);

    public static ApiProblem BodyTooLarge(long limit) => new(413, "body_too_large", $"The body is larger than {limit} bytes.");

    public static ApiProblem RateLimited(TimeSpan retryAfter) =>
        new(429, "rate_limited", "This key asks too often for this corp. A page needs one signature per url: keep it and use it again.")
        {
            RetryAfter = retryAfter,
        };

    public static ApiProblem StoreUnavailable() =>
        new(503, "store_unavailable", "The platform's database does not answer. Try again.") { RetryAfter = TimeSpan.FromSeconds(2) };

    private static string Explain(UrlRule rule) =>
        rule switch
        {
            UrlRule.Scheme => "only http and https pages have signatures.",
            UrlRule.ControlCharacter => "it holds a control character.",
            UrlRule.NonAscii => "it holds a character outside ASCII, which a browser sends percent-encoded.",
            UrlRule.TooLong => $"it is longer than {PageUrl.MaxLength} characters.",
            _ => "it is not an absolute url with a host.",
        };
}
