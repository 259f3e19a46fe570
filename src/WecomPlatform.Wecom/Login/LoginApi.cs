using System.Text.Json;
using System.Text.Json.Nodes;
using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Wecom.Api;
using static WecomPlatform.Wecom.Api.WecomRequest;

namespace WecomPlatform.Wecom.Login;

/// <summary>WeCom's server API that tells who a browser's code stands for. A code is good once. One call is one request.</summary>
public sealed class LoginApi(WecomTransport transport)
{
    /// <summary>Who came to a third-party app in the client (OD 91121), or to a login suite on the web (OD 98179).</summary>
    public Task<WecomAnswer<LoginUser>> GetUserInfo3rdAsync(Secret suiteToken, Secret code, Uri? proxy, CancellationToken ct) =>
        transport.CallAsync(
            new WecomRequest(
                "cgi-bin/service/auth/getuserinfo3rd",
                $"{Pair("suite_access_token", suiteToken)}&{Pair("code", code)}",
                proxy
            ),
            ReadUser,
            ct
        );

    /// <summary>What a member let a third-party app see (OD 91122).</summary>
    public Task<WecomAnswer<LoginProfile>> GetUserDetail3rdAsync(Secret suiteToken, Secret userTicket, Uri? proxy, CancellationToken ct) =>
        transport.CallAsync(
            new WecomRequest(
                "cgi-bin/service/auth/getuserdetail3rd",
                Pair("suite_access_token", suiteToken),
                proxy,
                new JsonObject { ["user_ticket"] = userTicket.Reveal() }
            ),
            static (body, _) => LoginProfile.Read(body),
            ct
        );

    /// <summary>Who came to a corp's own or customised app (OD 91023, 96442).</summary>
    public Task<WecomAnswer<LoginUser>> GetUserInfoAsync(Secret accessToken, Secret code, Uri? proxy, CancellationToken ct) =>
        transport.CallAsync(
            new WecomRequest("cgi-bin/auth/getuserinfo", $"{Pair("access_token", accessToken)}&{Pair("code", code)}", proxy),
            ReadUser,
            ct
        );

    /// <summary>What a member let a corp's own or customised app see (OD 95833, 96443).</summary>
    public Task<WecomAnswer<LoginProfile>> GetUserDetailAsync(Secret accessToken, Secret userTicket, Uri? proxy, CancellationToken ct) =>
        transport.CallAsync(
            new WecomRequest(
                "cgi-bin/auth/getuserdetail",
                Pair("access_token", accessToken),
                proxy,
                new JsonObject { ["user_ticket"] = userTicket.Reveal() }
            ),
            static (body, _) => LoginProfile.Read(body),
            ct
        );

    /// <summary>Who came to the provider's own site (get_login_info; the provider_access_token goes as access_token).</summary>
    public Task<WecomAnswer<LoginUser>> GetLoginInfoAsync(Secret providerToken, Secret authCode, Uri? proxy, CancellationToken ct) =>
        transport.CallAsync(
            new WecomRequest(
                "cgi-bin/service/get_login_info",
                Pair("access_token", providerToken),
                proxy,
                new JsonObject { ["auth_code"] = authCode.Reveal() }
            ),
            ReadLoginInfo,
            ct
        );

    private static LoginUser? ReadUser(JsonElement body, long sent)
    {
        var user = new LoginUser
        {
            Corp = Corp(body),
            UserId = Id(body, "userid"),
            OpenUserId = Id(body, "open_userid"),
            OpenId = Id(body, "openid"),
            ExternalUserId = Id(body, "external_userid"),
            UserTicket = Id(body, "user_ticket") is { } ticket ? new Secret(ticket) : null,
        };
        return Names(user) ? user : null;
    }

    private static LoginUser? ReadLoginInfo(JsonElement body, long sent)
    {
        var info = body.Part("user_info");
        var user = new LoginUser
        {
            Corp = Corp(body.Part("corp_info")),
            UserId = Id(info, "userid"),
            OpenUserId = Id(info, "open_userid"),
            Profile = LoginProfile.Read(info),
        };
        return Names(user) ? user : null;
    }

    private static bool Names(LoginUser user) => (user.UserId ?? user.OpenUserId ?? user.OpenId ?? user.ExternalUserId) is not null;

    private static string? Id(JsonElement body, string name) => body.Text(name) is { Length: > 0 and <= 512 } text ? text : null;

    private static CorpId? Corp(JsonElement body) => CorpId.TryParse(body.Text("corpid"), out var corp) ? corp : null;
}
