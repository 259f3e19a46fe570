using WecomPlatform.Credentials.Keys;
using WecomPlatform.Grains.Owning;

namespace WecomPlatform.Grains.Routing;

/// <summary>Which grain owns a credential. What is used together is owned together: a ticket beside the token it is fetched with.</summary>
/// <param name="Owner">The kind of grain.</param>
/// <param name="Key">The grain's key.</param>
internal readonly record struct GrainRoute(GrainKind Owner, string Key)
{
    /// <summary>The one place that maps credentials to grains; null for a kind that this version knows no grain for.</summary>
    public static GrainRoute? Of(in CredentialKey key) =>
        key.Kind switch
        {
            CredentialKind.AccessToken or CredentialKind.CorpTicket or CredentialKind.AgentTicket => Agent(key),
            CredentialKind.SuiteTicket or CredentialKind.SuiteAccessToken or CredentialKind.SuiteLoginTicket => Suite(key),
            CredentialKind.ProviderAccessToken => new GrainRoute(GrainKind.Corp, $"{key.Tenant}/{key.Corp}"),
            _ => null,
        };

    /// <summary>The grain, wherever it is.</summary>
    public IOwnerGrain In(IGrainFactory grains) =>
        Owner switch
        {
            GrainKind.Agent => grains.GetGrain<IAgentGrain>(Key),
            GrainKind.Suite => grains.GetGrain<ISuiteGrain>(Key),
            GrainKind.Corp => grains.GetGrain<ICorpGrain>(Key),
            _ => throw new InvalidOperationException("No such kind of grain."),
        };

    private static GrainRoute Agent(in CredentialKey key) => new(GrainKind.Agent, $"{key.Tenant}/{key.Corp}/{key.App}");

    private static GrainRoute Suite(in CredentialKey key) => new(GrainKind.Suite, $"{key.Tenant}/{key.App}");
}
