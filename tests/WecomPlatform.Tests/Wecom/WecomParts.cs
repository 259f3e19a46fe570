using Microsoft.Extensions.Options;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Policy;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Source;
using WecomPlatform.Tests.Keys;
using WecomPlatform.Wecom.Api;
using WecomPlatform.Wecom.Egress;
using WecomPlatform.Wecom.Fetching;
using WecomPlatform.Wecom.Suites;

namespace WecomPlatform.Tests.Wecom;

/// <summary>WeCom's side of the platform, put together over one address.</summary>
public sealed class WecomParts : IAsyncDisposable
{
    public const string SecretText = "first-secret";

    private readonly SecretAttempts _attempts;

    public WecomParts(Uri baseUrl, Action<WecomOptions>? configure = null, TimeProvider? clock = null)
    {
        WecomOptions.BaseUrl = baseUrl;
        configure?.Invoke(WecomOptions);
        var options = Options.Create(WecomOptions);
        _attempts = new SecretAttempts(options);
        Egress = new EgressPool(options);
        var transport = new WecomTransport(Egress, clock ?? TimeProvider.System);
        Api = new WecomApi(transport);
        SuiteApi = new SuiteApi(transport);
        Source = new WecomCredentialSource(Api, SuiteApi, Egress, new WecomBudgets(options), _attempts, Accounts, Suites, options);
        Check = new SecretCheck(
            Api,
            SuiteApi,
            Egress,
            new WecomBudgets(options),
            Ledger,
            Options.Create(new CredentialPolicyOptions()),
            clock ?? TimeProvider.System
        );
        Accounts.Account = new AppAccount(new Secret(SecretText), IsProven: true, EgressProxy: null);
    }

    public WecomOptions WecomOptions { get; } = new();

    public FakeAccounts Accounts { get; } = new();

    public FakeSuites Suites { get; } = new();

    public FakeLedger Ledger { get; } = new();

    public EgressPool Egress { get; }

    public WecomApi Api { get; }

    public SuiteApi SuiteApi { get; }

    public WecomCredentialSource Source { get; }

    public SecretCheck Check { get; }

    /// <summary>Fetches the app's token as an owner does.</summary>
    public async Task<FetchResult> FetchTokenAsync(CancellationToken ct = default) =>
        await (await Source.PlanAsync(Some.Token, ct))!.RunAsync(null, ct);

    /// <summary>Fetches the token; fails the test when there is one.</summary>
    public async Task<Unavailable> RefusalAsync()
    {
        var result = await FetchTokenAsync();
        result.Value.ShouldBeNull();
        result.Why!.ToString().ShouldNotContain(SecretText);
        return result.Why;
    }

    public async ValueTask DisposeAsync()
    {
        await Egress.DisposeAsync();
        await _attempts.DisposeAsync();
    }
}
