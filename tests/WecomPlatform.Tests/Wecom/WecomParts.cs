using Microsoft.Extensions.Options;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Credentials.Secrets;
using WecomPlatform.Credentials.Source;
using WecomPlatform.Tests.Keys;
using WecomPlatform.Wecom.Api;
using WecomPlatform.Wecom.Egress;
using WecomPlatform.Wecom.Fetching;

namespace WecomPlatform.Tests.Wecom;

/// <summary>WeCom's side of the platform, put together over one address.</summary>
public sealed class WecomParts : IAsyncDisposable
{
    public const string SecretText = "first-secret";

    public WecomParts(Uri baseUrl, Action<WecomOptions>? configure = null, TimeProvider? clock = null)
    {
        WecomOptions.BaseUrl = baseUrl;
        configure?.Invoke(WecomOptions);
        var options = Options.Create(WecomOptions);
        Egress = new EgressPool(options);
        Api = new WecomApi(Egress, clock ?? TimeProvider.System);
        Source = new WecomCredentialSource(Api, Egress, new WecomBudgets(options), Accounts);
        Check = new SecretCheck(Api, Egress, new WecomBudgets(options), Ledger);
        Accounts.Account = new AppAccount(new Secret(SecretText), IsProven: true, EgressProxy: null);
    }

    public WecomOptions WecomOptions { get; } = new();

    public FakeAccounts Accounts { get; } = new();

    public FakeLedger Ledger { get; } = new();

    public EgressPool Egress { get; }

    public WecomApi Api { get; }

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

    public async ValueTask DisposeAsync() => await Egress.DisposeAsync();
}
