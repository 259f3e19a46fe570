using System.Text.Json;
using System.Text.Json.Nodes;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Wecom.Api;
using static WecomPlatform.Wecom.Api.WecomRequest;

namespace WecomPlatform.Wecom.Suites;

/// <summary>WeCom's server API for service providers and their suites (third-party apps). One call is one request.</summary>
public sealed class SuiteApi(WecomTransport transport)
{
    private const int MaxPermanentCode = 512;

    /// <summary>Fetches a suite_access_token (get_suite_token, OD 90600).</summary>
    public Task<WecomAnswer<FetchedValue>> GetSuiteTokenAsync(
        SuiteId suite,
        Secret secret,
        Secret suiteTicket,
        Uri? proxy,
        CancellationToken ct
    ) =>
        transport.FetchAsync(
            new WecomRequest(
                "cgi-bin/service/get_suite_token",
                string.Empty,
                proxy,
                new JsonObject
                {
                    ["suite_id"] = suite.Value,
                    ["suite_secret"] = secret.Reveal(),
                    ["suite_ticket"] = suiteTicket.Reveal(),
                }
            ),
            "suite_access_token",
            ct
        );

    /// <summary>Fetches a provider_access_token (get_provider_token, OD 91200).</summary>
    public Task<WecomAnswer<FetchedValue>> GetProviderTokenAsync(CorpId provider, Secret secret, Uri? proxy, CancellationToken ct) =>
        transport.FetchAsync(
            new WecomRequest(
                "cgi-bin/service/get_provider_token",
                string.Empty,
                proxy,
                new JsonObject { ["corpid"] = provider.Value, ["provider_secret"] = secret.Reveal() }
            ),
            "provider_access_token",
            ct
        );

    /// <summary>Fetches the access_token of a corp that installed the suite (get_corp_token, OD 90605); not for customised apps.</summary>
    public Task<WecomAnswer<FetchedValue>> GetCorpTokenAsync(
        Secret suiteToken,
        CorpId corp,
        Secret permanentCode,
        Uri? proxy,
        CancellationToken ct
    ) => transport.FetchAsync(OfSuite("get_corp_token", suiteToken, proxy, Authorization(corp, permanentCode)), "access_token", ct);

    /// <summary>Fetches a login suite's jsapi_ticket. No document at hand confirms the endpoint, so it is configured.</summary>
    public Task<WecomAnswer<FetchedValue>> GetLoginTicketAsync(
        LoginTicketEndpoint endpoint,
        Secret suiteToken,
        Uri? proxy,
        CancellationToken ct
    ) => transport.FetchAsync(endpoint.Request(suiteToken, proxy), "ticket", ct);

    /// <summary>Fetches a pre_auth_code, with which one installation begins (OD 90601); good for 20 minutes.</summary>
    public Task<WecomAnswer<FetchedValue>> GetPreAuthCodeAsync(Secret suiteToken, Uri? proxy, CancellationToken ct) =>
        transport.FetchAsync(OfSuite("get_pre_auth_code", suiteToken, proxy, null), "pre_auth_code", ct);

    /// <summary>Says whether an installation is a formal one or a test, which an unpublished suite needs (set_session_info, OD 90602).</summary>
    public Task<WecomAnswer<WecomDone>> SetSessionInfoAsync(
        Secret suiteToken,
        Secret preAuthCode,
        bool isTest,
        Uri? proxy,
        CancellationToken ct
    ) =>
        transport.CallAsync(
            OfSuite(
                "set_session_info",
                suiteToken,
                proxy,
                new JsonObject
                {
                    ["pre_auth_code"] = preAuthCode.Reveal(),
                    ["session_info"] = new JsonObject { ["auth_type"] = isTest ? 1 : 0 },
                }
            ),
            static (_, _) => WecomDone.Instance,
            ct
        );

    /// <summary>
    /// Exchanges an auth_code, once, for the corp's permanent code (get_permanent_code; v1 OD 90603, v2 OD 100776, which is faster and
    /// tells no apps). An error without a code means that the outcome is unknown: the auth_code may be used up.
    /// </summary>
    public Task<WecomAnswer<PermanentCode>> GetPermanentCodeAsync(
        Secret suiteToken,
        Secret authCode,
        bool isV2,
        Uri? proxy,
        CancellationToken ct
    ) =>
        transport.CallAsync(
            OfSuite(
                isV2 ? "v2/get_permanent_code" : "get_permanent_code",
                suiteToken,
                proxy,
                new JsonObject { ["auth_code"] = authCode.Reveal() }
            ),
            ReadPermanentCode,
            ct
        );

    /// <summary>Reads who authorized and which apps came of it (get_auth_info; v1 OD 90604, v2 OD 100795).</summary>
    public Task<WecomAnswer<AuthorizedCorp>> GetAuthInfoAsync(
        Secret suiteToken,
        CorpId corp,
        Secret permanentCode,
        bool isV2,
        Uri? proxy,
        CancellationToken ct
    ) =>
        transport.CallAsync(
            OfSuite(isV2 ? "v2/get_auth_info" : "get_auth_info", suiteToken, proxy, Authorization(corp, permanentCode)),
            static (body, _) => AuthorizedCorp.Read(body),
            ct
        );

    /// <summary>Makes the QR code with which a corp's admin authorizes templates of customised apps (get_customized_auth_url, OD 98744).</summary>
    /// <param name="providerToken">The provider_access_token.</param>
    /// <param name="templates">1 to 9 templates.</param>
    /// <param name="state">Comes back with the authorization: a-z, A-Z, 0-9, at most 32.</param>
    /// <param name="proxy">The proxy to leave by.</param>
    /// <param name="ct">The deadline.</param>
    public Task<WecomAnswer<CustomizedAuthUrl>> GetCustomizedAuthUrlAsync(
        Secret providerToken,
        IEnumerable<SuiteId> templates,
        string state,
        Uri? proxy,
        CancellationToken ct
    ) =>
        transport.CallAsync(
            new WecomRequest(
                "cgi-bin/service/get_customized_auth_url",
                Pair("provider_access_token", providerToken),
                proxy,
                new JsonObject
                {
                    ["state"] = state,
                    ["templateid_list"] = new JsonArray([.. templates.Select(template => JsonValue.Create(template.Value))]),
                }
            ),
            static (body, _) =>
                Uri.TryCreate(body.Text("qrcode_url"), UriKind.Absolute, out var url)
                    ? new CustomizedAuthUrl(url, TimeSpan.FromSeconds(body.Number("expires_in") ?? 0))
                    : null,
            ct
        );

    private static WecomRequest OfSuite(string api, Secret suiteToken, Uri? proxy, JsonObject? body) =>
        new($"cgi-bin/service/{api}", Pair("suite_access_token", suiteToken), proxy, body);

    private static JsonObject Authorization(CorpId corp, Secret permanentCode) =>
        new() { ["auth_corpid"] = corp.Value, ["permanent_code"] = permanentCode.Reveal() };

    private PermanentCode? ReadPermanentCode(JsonElement body, long sent) =>
        body.Text("permanent_code") is { Length: > 0 and <= MaxPermanentCode } code && AuthorizedCorp.Read(body) is { } corp
            ? new PermanentCode(new Secret(code), corp, body.Text("state"), transport.ReadValue(body, "access_token", sent))
            : null;
}
