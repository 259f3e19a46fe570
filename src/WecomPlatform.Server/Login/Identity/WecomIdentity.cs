using WecomPlatform.Postgres.Login;
using WecomPlatform.Wecom.Login;

namespace WecomPlatform.Server.Login.Identity;

/// <summary>Makes an identity of what WeCom told.</summary>
internal static class WecomIdentity
{
    public static LoginIdentity Of(LoginTarget target, LoginUser user, LoginProfile? profile)
    {
        // auth/getuserinfo does not name the corp: it is the app's own.
        var corp = user.Corp ?? (target.Agent is null ? null : target.Corp);
        return new LoginIdentity
        {
            Provider = "wecom",
            Flow = target.Flow.Name(),
            Subject = Subject(corp?.Value ?? target.Suite?.Value ?? string.Empty, user),
            IsMember = (user.UserId ?? user.OpenUserId) is not null,
            CorpId = corp?.Value,
            UserId = user.UserId,
            OpenUserId = user.OpenUserId,
            OpenId = user.OpenId,
            ExternalUserId = user.ExternalUserId,
            Profile = profile is null || profile == new LoginProfile() ? null : profile,
        };
    }

    // Ids mean something inside a corp, or to a suite, only.
    private static string Subject(string realm, LoginUser user) =>
        user.UserId is not null ? $"{realm}/{user.UserId}"
        : user.OpenUserId is not null ? $"{realm}/open_userid/{user.OpenUserId}"
        : user.ExternalUserId is not null ? $"{realm}/external_userid/{user.ExternalUserId}"
        : $"{realm}/openid/{user.OpenId}";
}
