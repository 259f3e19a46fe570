using WecomSimulator.Authorizations;
using WecomSimulator.Corps;
using WecomSimulator.Suites;

namespace WecomSimulator.Tokens;

/// <summary>The secrets that gettoken takes: of self-built apps, and the permanent codes of customised ones (wecom-api.md §5.12).</summary>
internal static class AppSecrets
{
    public static Agent? Find(World world, string corpId, string secret) =>
        world.Corps.Find(corpId)?.FindBySecret(secret)
        ?? (Customised(world, secret).FirstOrDefault(one => one.CorpId == corpId) is { } authorization ? App(world, authorization) : null);

    /// <summary>Whether it is the secret of an app of any corp: WeCom then answers 40091 in place of 40001 (§1).</summary>
    public static bool IsSomeones(World world, string secret) =>
        Customised(world, secret).Any() || world.Corps.All.Any(corp => corp.FindBySecret(secret) is not null);

    /// <summary>Ends the permanent code that this one replaced.</summary>
    public static void Use(World world, Agent app, string secret)
    {
        if (app.SuiteId is not null)
        {
            world.Authorizations.Active(app.SuiteId, app.CorpId)?.Use(secret);
        }
    }

    private static IEnumerable<Authorization> Customised(World world, string secret) =>
        world.Authorizations.ByPermanentCode(secret).Where(one => world.Suites.Find(one.SuiteId)?.Kind == SuiteKind.Template);

    private static Agent? App(World world, Authorization authorization) => world.Corps.Find(authorization.CorpId, authorization.AgentId);
}
