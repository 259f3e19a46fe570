using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Postgres.Changes;
using WecomPlatform.Postgres.Login;
using WecomPlatform.Server.Onboarding;
using WecomPlatform.Server.Problems;
using WecomPlatform.Wecom.Api;
using WecomPlatform.Wecom.Errors;
using WecomPlatform.Wecom.Login;

namespace WecomPlatform.Server.Login.Identity;

/// <summary>Asks WeCom, or Juzi, who a code stands for.</summary>
internal sealed partial class IdentityExchange(
    UpstreamCalls calls,
    LoginApi api,
    JuziIdentity juzi,
    DatabaseContact database,
    LoginCounters counters,
    ILogger<IdentityExchange> logger
)
{
    /// <summary>Exchanges a code, once.</summary>
    /// <param name="target">What it was given for.</param>
    /// <param name="code">The code.</param>
    /// <param name="juziBotId">What came beside Juzi's code.</param>
    /// <param name="ct">Ends the wait; the code may be used up all the same.</param>
    public async Task<(LoginIdentity? Identity, ApiProblem? Problem)> RunAsync(
        LoginTarget target,
        Secret code,
        string? juziBotId,
        CancellationToken ct
    )
    {
        var (identity, problem) = target.Token is { } token
            ? await OfWecomAsync(target, token, code, ct)
            : await juzi.FindAsync(target.Tenant, code, juziBotId, ct);
        counters.Exchanged(target.Flow, problem?.Code ?? "identity");
        return (identity is null ? null : identity with { Flow = target.Flow.Name(), AuthTime = database.UnixSeconds }, problem);
    }

    private async Task<(LoginIdentity? Identity, ApiProblem? Problem)> OfWecomAsync(
        LoginTarget target,
        CredentialKey token,
        Secret code,
        CancellationToken ct
    )
    {
        var answer = await calls.CallAsync(token, target.Proxy, (value, deadline) => AskAsync(target, token, value, code, deadline), ct);
        if (!answer.IsSuccess)
        {
            return (null, ToProblem(answer));
        }

        var user = answer.Value;
        if (target is { Agent: null, Corp: { } expected } && user.Corp != expected)
        {
            return (null, new ApiProblem(403, "corp_mismatch", "Who logged in is no member of the corp that the login was begun for."));
        }

        return (WecomIdentity.Of(target, user, await ProfileAsync(target, token, user, ct)), null);
    }

    private Task<WecomAnswer<LoginUser>> AskAsync(
        LoginTarget target,
        CredentialKey token,
        Secret value,
        Secret code,
        CancellationToken deadline
    ) =>
        token.Kind switch
        {
            CredentialKind.SuiteAccessToken => api.GetUserInfo3rdAsync(value, code, target.Proxy, deadline),
            CredentialKind.ProviderAccessToken => api.GetLoginInfoAsync(value, code, target.Proxy, deadline),
            _ => api.GetUserInfoAsync(value, code, target.Proxy, deadline),
        };

    // Who it is, is known; what else there is to know is not worth sending anybody back.
    private async Task<LoginProfile?> ProfileAsync(LoginTarget target, CredentialKey token, LoginUser user, CancellationToken ct)
    {
        if (user.UserTicket is not { } ticket)
        {
            return user.Profile;
        }

        var answer = await calls.CallAsync(
            token,
            target.Proxy,
            (value, deadline) =>
                token.Kind == CredentialKind.SuiteAccessToken
                    ? api.GetUserDetail3rdAsync(value, ticket, target.Proxy, deadline)
                    : api.GetUserDetailAsync(value, ticket, target.Proxy, deadline),
            ct
        );
        if (!answer.IsSuccess)
        {
            LogNoDetails(token, answer.Explanation);
        }

        return answer.Value;
    }

    private static ApiProblem ToProblem(UpstreamAnswer<LoginUser> answer) =>
        answer.Error?.Code switch
        {
            WecomErrorCode.InvalidLoginCode or WecomErrorCode.InvalidAuthCode => LoginProblem.CodeRejected("unknown"),
            WecomErrorCode.LoginCodeExpired => LoginProblem.CodeRejected("expired"),
            WecomErrorCode.LoginCodeUsed => LoginProblem.CodeRejected("used"),
            _ => answer.ToProblem(),
        };

    [LoggerMessage(Level = LogLevel.Warning, Message = "A member's details could not be read with {Token}: {Reason}")]
    private partial void LogNoDetails(CredentialKey token, string reason);
}
