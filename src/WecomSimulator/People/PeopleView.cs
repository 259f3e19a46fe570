namespace WecomSimulator.People;

/// <summary>Everybody, as <c>/_sim</c> shows them and the state file keeps them.</summary>
internal sealed record PeopleView(
    IReadOnlyList<PeopleView.MemberView> Members,
    IReadOnlyList<PeopleView.OutsiderView> Outsiders,
    IReadOnlyList<PeopleView.JuziView> Juzi
)
{
    public static PeopleView Of(PeopleBook people) =>
        new(
            [.. people.Members.Select(member => new MemberView(member.CorpId, member.UserId, member))],
            [.. people.Outsiders.Select(outsider => new OutsiderView(outsider.OpenId, outsider))],
            [.. people.JuziMembers.Select(member => new JuziView(member.Uid, member))]
        );

    public void Into(PeopleBook people)
    {
        foreach (var one in Members)
        {
            people.Put(one.Member with { CorpId = one.CorpId, UserId = one.UserId });
        }

        foreach (var one in Outsiders)
        {
            people.Put(one.Outsider with { OpenId = one.OpenId });
        }

        foreach (var one in Juzi)
        {
            people.Put(one.Member with { Uid = one.Uid });
        }
    }

    internal sealed record MemberView(string CorpId, string UserId, Member Member);

    internal sealed record OutsiderView(string OpenId, Outsider Outsider);

    internal sealed record JuziView(string Uid, JuziMember Member);
}
