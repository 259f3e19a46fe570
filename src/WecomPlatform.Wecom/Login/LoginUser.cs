using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Secrets;

namespace WecomPlatform.Wecom.Login;

/// <summary>Who came, as WeCom tells it. A member has a userid; who is in no corp has an openid.</summary>
public sealed record LoginUser
{
    /// <summary>The member's corp, where WeCom names it (getuserinfo3rd, get_login_info).</summary>
    public CorpId? Corp { get; init; }

    /// <summary>The member's userid in its corp.</summary>
    public string? UserId { get; init; }

    /// <summary>By what the provider knows the member everywhere; often missing.</summary>
    public string? OpenUserId { get; init; }

    /// <summary>By what WeChat names somebody outside of the corp to this app.</summary>
    public string? OpenId { get; init; }

    /// <summary>By what the corp knows its customer; missing when it does not.</summary>
    public string? ExternalUserId { get; init; }

    /// <summary>What the details are read with (snsapi_privateinfo); null when there is nothing to read.</summary>
    public Secret? UserTicket { get; init; }

    /// <summary>What came along without being asked for.</summary>
    public LoginProfile? Profile { get; init; }
}
