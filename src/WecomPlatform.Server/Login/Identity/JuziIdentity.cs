using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Postgres.Login;
using WecomPlatform.Server.Problems;
using WecomPlatform.Wecom.Juzi;

namespace WecomPlatform.Server.Login.Identity;

/// <summary>Asks Juzi who a code stands for, and whether the tenant lets them in.</summary>
internal sealed class JuziIdentity(JuziApi api, JuziAllowListStore lists)
{
    public async Task<(LoginIdentity? Identity, ApiProblem? Problem)> FindAsync(
        TenantId tenant,
        Secret code,
        string? juziBotId,
        CancellationToken ct
    )
    {
        var (user, refusal) = await api.GetUserInfoAsync(code, ct);
        if (user is null)
        {
            return (null, ToProblem(refusal));
        }

        if (juziBotId != user.BotId)
        {
            return (
                null,
                new ApiProblem(403, "juzi_bot_mismatch", "The code stands for another hosted account than the one that came beside it.")
            );
        }

        return (await lists.FindAsync(tenant, ct)).Lets(user.OrgId, user.CorpId)
            ? (Of(user), null)
            : (
                null,
                new ApiProblem(403, "juzi_not_allowed", "The organization or the hosted account's corp is not on the tenant's allow list.")
            );
    }

    // The hosted account is shared by people; the person is uid. Anybody's site can come by such a code: low assurance.
    private static LoginIdentity Of(JuziUser user) =>
        new()
        {
            Provider = "juzi",
            Flow = LoginFlow.Juzi.Name(),
            Subject = user.Uid,
            Email = user.Email,
            OrgId = user.OrgId,
            HostedAccount = new HostedAccount(user.CorpId, user.UserId, user.BotId),
            Assurance = "low",
        };

    private static ApiProblem ToProblem(JuziRefusal refusal) =>
        refusal switch
        {
            JuziRefusal.InvalidCode => LoginProblem.CodeRejected("used"),
            JuziRefusal.ExpiredCode => LoginProblem.CodeRejected("expired"),
            JuziRefusal.UnknownCode => LoginProblem.CodeRejected("unknown"),
            JuziRefusal.Incomplete => new ApiProblem(503, "identity_incomplete", "Juzi's answer lacks what makes a person."),
            _ => new ApiProblem(503, "upstream_unavailable", "Juzi cannot be reached or cannot answer now.")
            {
                RetryAfter = TimeSpan.FromSeconds(1),
            },
        };
}
