using Microsoft.Extensions.Options;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Policy;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Snapshots;
using WecomPlatform.Wecom.Api;
using WecomPlatform.Wecom.Errors;
using WecomPlatform.Wecom.Suites;

namespace WecomPlatform.Server.Onboarding;

/// <summary>Calls that need a suite's or a provider's token: a dead one is refreshed by compare-and-refresh and the call made once more.</summary>
internal sealed class UpstreamCalls(ICredentialOwners owners, SuiteApi api, IOptions<CredentialPolicyOptions> policy, TimeProvider clock)
{
    /// <summary>Makes a call, and once more when WeCom did not take the token.</summary>
    /// <param name="token">The token to call with.</param>
    /// <param name="proxy">The way out.</param>
    /// <param name="call">The call.</param>
    /// <param name="ct">Ends the wait; what was sent was sent.</param>
    public async Task<UpstreamAnswer<T>> CallAsync<T>(
        CredentialKey token,
        Uri? proxy,
        Func<Secret, CancellationToken, Task<WecomAnswer<T>>> call,
        CancellationToken ct
    )
        where T : class
    {
        var dead = Generation.None;
        while (true)
        {
            var held = await owners.GetAsync(token, dead, ct);
            if (!held.IsAvailable)
            {
                return UpstreamAnswer<T>.NoToken(held.Why);
            }

            var answer = await AttemptAsync(deadline => call(held.Snapshot.Value, deadline), ct);
            if (answer.IsSuccess)
            {
                return answer;
            }

            var isTokenBlamed = answer.Error!.Reaction == WecomReaction.RefreshToken;
            if (!isTokenBlamed || dead != Generation.None || await IsAliveAsync(token, held.Snapshot.Value, answer.Error, proxy, ct))
            {
                return answer;
            }

            dead = held.Snapshot.Generation;
        }
    }

    /// <summary>Whether WeCom answers now, and takes the suite's token.</summary>
    /// <returns>Null when it does; else why not.</returns>
    public async Task<string?> FindObstacleAsync(CredentialKey suiteToken, Uri? proxy, CancellationToken ct)
    {
        var answer = await CallAsync(suiteToken, proxy, (token, deadline) => api.GetPreAuthCodeAsync(token, proxy, deadline), ct);
        return Takes(answer) ? null : answer.Explanation;
    }

    /// <summary>Makes one attempt with the usual deadline; an answer that never came is an error without a code.</summary>
    public async Task<UpstreamAnswer<T>> AttemptAsync<T>(Func<CancellationToken, Task<WecomAnswer<T>>> call, CancellationToken ct)
        where T : class
    {
        using var deadline = new CancellationTokenSource(policy.Value.FetchTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            var answer = await call(either.Token);
            return answer.IsSuccess ? UpstreamAnswer<T>.Of(answer.Value) : UpstreamAnswer<T>.Refused(answer.Error);
        }
        catch (OperationCanceledException error) when (!ct.IsCancellationRequested)
        {
            return UpstreamAnswer<T>.Refused(
                new WecomError(null, "WeCom did not answer in time.") { IsUnsent = error is RequestUnsentException }
            );
        }
    }

    // 40082 is also said of a corp without an authorization. A pre_auth_code needs the suite's token alone.
    private async Task<bool> IsAliveAsync(CredentialKey token, Secret value, WecomError error, Uri? proxy, CancellationToken ct) =>
        error.Code == WecomErrorCode.InvalidSuiteToken
        && token.Kind == CredentialKind.SuiteAccessToken
        && Takes(await AttemptAsync(deadline => api.GetPreAuthCodeAsync(value, proxy, deadline), ct));

    // Whatever else WeCom says of the call, it has looked at the token first.
    private static bool Takes<T>(UpstreamAnswer<T> answer)
        where T : class => answer.IsSuccess || answer.Error is { Code: not null, Reaction: WecomReaction.Refuse };
}
