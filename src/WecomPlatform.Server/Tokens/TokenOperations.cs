using WecomPlatform.Server.ApiDocs;

namespace WecomPlatform.Server.Tokens;

/// <summary>Describes tokens for backends.</summary>
internal static class TokenOperations
{
    private const string Tag = "Tokens";

    private const string Codes =
        "scope_missing, corp_unknown, agent_unknown, suite_unknown, provider_unknown, agent_replaced, authorization_cancelled, "
        + "secret_rejected, ip_not_allowed, ticket_unavailable, upstream_unavailable, suite_ticket_missing, secret_probe_paused";

    private static readonly ApiParameter s_corp = new("corpId", "The corp.");
    private static readonly ApiParameter s_agent = new("agentId", "The app.", "integer");
    private static readonly ApiParameter s_suite = new("suiteId", "The suite; of a corp's token, instead of agentId.");

    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        .. Of("corp", "access_token of a corp's app", s_corp, s_agent, s_suite),
        .. Of("suite", "suite_access_token", s_suite),
        .. Of("provider", "provider_access_token", s_corp),
    ];

    private static IEnumerable<ApiOperation> Of(string kind, string name, params ApiParameter[] query) =>
        [
            new("GET", $"/v1/tokens/{kind}", $"The {name}, for a backend that calls WeCom itself")
            {
                Tag = Tag,
                Caller = ApiCaller.Tenant,
                Description = "The key needs the scope of this kind of token: it is not given along with the right to sign.",
                Query = query,
                Answer = typeof(TokenView),
                Codes = Codes,
            },
            new("POST", $"/v1/tokens/{kind}:reject", $"Report that WeCom refused the {name}, and get a newer one")
            {
                Tag = Tag,
                Caller = ApiCaller.Tenant,
                Description = "A report about an older version changes nothing. At most one refresh a minute is forced.",
                Body = typeof(RejectBody),
                Answer = typeof(TokenView),
                Codes = Codes + ", still_rejected",
            },
        ];
}
