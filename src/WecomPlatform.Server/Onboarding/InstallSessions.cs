using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Postgres.Onboarding;
using WecomPlatform.Postgres.Registry;
using WecomPlatform.Server.Problems;
using WecomPlatform.Wecom.Suites;

namespace WecomPlatform.Server.Onboarding;

/// <summary>Begins installations from the provider's own site (OD 90597).</summary>
internal sealed class InstallSessions(InstallSessionStore sessions, UpstreamCalls calls, SuiteApi api, IOptions<OnboardingOptions> options)
{
    // WeCom takes a state of letters and digits, at most 128 (OD 90597); the SaaS's own may be anything, and stays here.
    private const string StateAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int StateLength = 32;

    // An auth code is good for 10 minutes after the administrator's click (OD 90603).
    private static readonly TimeSpan AuthCodeLife = TimeSpan.FromMinutes(10);

    /// <summary>Begins one.</summary>
    /// <param name="session">What the SaaS gave.</param>
    /// <param name="suite">The suite.</param>
    /// <param name="isTest">Whether it is a test (测试授权).</param>
    /// <param name="callback">Where WeCom sends the browser back to.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<(InstallSessionView? View, ApiProblem? Problem)> BeginAsync(
        InstallSession session,
        SuiteRecord suite,
        bool isTest,
        Uri callback,
        CancellationToken ct
    )
    {
        var token = CredentialKey.SuiteAccessToken(session.Tenant, session.Suite);
        var code = await calls.CallAsync(
            token,
            suite.EgressProxy,
            (value, deadline) => api.GetPreAuthCodeAsync(value, suite.EgressProxy, deadline),
            ct
        );
        if (!code.IsSuccess)
        {
            return (null, code.ToProblem());
        }

        var preAuthCode = code.Value.Value;
        var noted = await calls.CallAsync(
            token,
            suite.EgressProxy,
            (value, deadline) => api.SetSessionInfoAsync(value, preAuthCode, isTest, suite.EgressProxy, deadline),
            ct
        );
        if (!noted.IsSuccess)
        {
            return (null, noted.ToProblem());
        }

        var state = RandomNumberGenerator.GetString(StateAlphabet, StateLength);
        await sessions.AddAsync(state, session, code.Value.Lifetime + AuthCodeLife, ct);
        var url =
            $"{options.Value.InstallPage.AbsoluteUri}?suite_id={Uri.EscapeDataString(session.Suite.Value)}"
            + $"&pre_auth_code={Uri.EscapeDataString(preAuthCode.Reveal())}"
            + $"&redirect_uri={Uri.EscapeDataString(callback.AbsoluteUri)}&state={state}";
        return (new InstallSessionView(url, (long)code.Value.Lifetime.TotalSeconds), null);
    }
}
