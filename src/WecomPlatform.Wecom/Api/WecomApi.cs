using System.Globalization;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Secrets;
using static WecomPlatform.Wecom.Api.WecomRequest;

namespace WecomPlatform.Wecom.Api;

/// <summary>WeCom's server API for a corp's apps, as far as the platform uses it. One call is one request.</summary>
public sealed class WecomApi(WecomTransport transport)
{
    /// <summary>Fetches an app's access_token (gettoken, OD 91039); a customised app's secret is its permanent code (OD 97164).</summary>
    public Task<WecomAnswer<FetchedValue>> GetTokenAsync(CorpId corp, Secret secret, Uri? proxy, CancellationToken ct) =>
        transport.FetchAsync(
            new WecomRequest("cgi-bin/gettoken", $"{Pair("corpid", corp.Value)}&{Pair("corpsecret", secret)}", proxy),
            "access_token",
            ct
        );

    /// <summary>Fetches the corp's jsapi_ticket (get_jsapi_ticket, OD 90506).</summary>
    public Task<WecomAnswer<FetchedValue>> GetCorpTicketAsync(Secret accessToken, Uri? proxy, CancellationToken ct) =>
        transport.FetchAsync(new WecomRequest("cgi-bin/get_jsapi_ticket", Pair("access_token", accessToken), proxy), "ticket", ct);

    /// <summary>Fetches the app's jsapi_ticket (ticket/get?type=agent_config, OD 90506).</summary>
    public Task<WecomAnswer<FetchedValue>> GetAgentTicketAsync(Secret accessToken, Uri? proxy, CancellationToken ct) =>
        transport.FetchAsync(
            new WecomRequest("cgi-bin/ticket/get", $"{Pair("access_token", accessToken)}&type=agent_config", proxy),
            "ticket",
            ct
        );

    /// <summary>Reads an app (agent/get); only the app's own token may (301002 otherwise).</summary>
    public Task<WecomAnswer<WecomAgent>> GetAgentAsync(Secret accessToken, AgentId agent, Uri? proxy, CancellationToken ct) =>
        transport.CallAsync(
            new WecomRequest(
                "cgi-bin/agent/get",
                string.Create(CultureInfo.InvariantCulture, $"{Pair("access_token", accessToken)}&agentid={agent.Value}"),
                proxy
            ),
            (body, _) => new WecomAgent(agent.Value, body.Text("name") ?? string.Empty, body.Number("close") == 1),
            ct
        );
}
