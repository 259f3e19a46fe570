using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Wecom.Api;

namespace WecomPlatform.Wecom.Suites;

/// <summary>
/// Where a login suite's jsapi_ticket (登录授权, getSuiteConfigSignature) is fetched. OD 100328 names the call but not its address, so
/// nothing is assumed: without a path there is no such ticket.
/// </summary>
public sealed class LoginTicketEndpoint
{
    /// <summary>The path, e.g. <c>cgi-bin/get_jsapi_ticket</c>. Default: empty, which means "not configured".</summary>
    public string Path { get; set; } = string.Empty;

    /// <summary>The query parameter that carries the login suite's suite_access_token. Default: suite_access_token.</summary>
    public string TokenParameter { get; set; } = "suite_access_token";

    /// <summary>More of the query, e.g. <c>type=suite_config</c>. Default: empty.</summary>
    public string Query { get; set; } = string.Empty;

    /// <summary>Whether there is an endpoint.</summary>
    public bool IsConfigured => Path.Length > 0;

    internal WecomRequest Request(Secret suiteToken, Uri? proxy) =>
        new(
            Path.TrimStart('/'),
            $"{WecomRequest.Pair(TokenParameter, suiteToken)}{(Query.Length == 0 ? string.Empty : $"&{Query.TrimStart('&', '?')}")}",
            proxy
        );
}
