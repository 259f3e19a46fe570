using WecomSimulator.People;

namespace WecomSimulator.Login;

/// <summary>Who may come by a login page: the choice that in WeCom the client, or the phone that scans, has made already.</summary>
internal static class Candidates
{
    public static IEnumerable<(string Value, string Label)> Of(World world, LoginRequest request)
    {
        if (request.Kind == LoginKind.Juzi)
        {
            return world.People.JuziMembers.Select(one => ($"juzi:{one.Uid}", $"{one.Email} ({one.BotId})"));
        }

        var members = world
            .People.Members.Where(one => Reaches(world, request, one))
            .Select(one => (Value(one), $"{one.Name} ({one.CorpId})"));
        // Web logins are for members; OAuth in the client knows everybody in WeChat (wecom-api.md §6.3, §6.5).
        return request.Kind is LoginKind.SuiteOAuth or LoginKind.App
            ? members.Concat(world.People.Outsiders.Select(one => ($"outsider:{one.OpenId}", $"{one.Name} (微信)")))
            : members;
    }

    /// <summary>The code of the person chosen; null when there is none such before this page.</summary>
    public static LoginCode? Choose(World world, LoginCode code, string? value) =>
        value is null || Of(world, code.Request).All(one => one.Value != value)
            ? null
            : value.Split(':', 2) switch
            {
                ["juzi", var uid] => code with { Juzi = world.People.FindJuziMember(uid) },
                ["outsider", var openId] => code with { Outsider = world.People.FindOutsider(openId) },
                _ => code with { Member = world.People.Members.First(one => Value(one) == value) },
            };

    private static string Value(Member member) => $"member:{member.CorpId}/{member.UserId}";

    private static bool Reaches(World world, LoginRequest request, Member member) =>
        request.Kind switch
        {
            LoginKind.SuiteOAuth => world.Authorizations.Active(request.SuiteId!, member.CorpId) is not null,
            LoginKind.App => member.CorpId == request.CorpId,
            _ => true, // any corp's: a login suite is not installed, a provider's site is open to all its customers
        };
}
