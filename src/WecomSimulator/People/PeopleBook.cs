namespace WecomSimulator.People;

/// <summary>Everybody who may sit before a login page.</summary>
internal sealed class PeopleBook
{
    private readonly SortedDictionary<(string CorpId, string UserId), Member> _members = [];
    private readonly SortedDictionary<string, Outsider> _outsiders = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, JuziMember> _juziMembers = new(StringComparer.Ordinal);

    public IEnumerable<Member> Members => _members.Values;

    public IEnumerable<Outsider> Outsiders => _outsiders.Values;

    public IEnumerable<JuziMember> JuziMembers => _juziMembers.Values;

    public Member? FindMember(string corpId, string userId) => _members.GetValueOrDefault((corpId, userId));

    public Outsider? FindOutsider(string openId) => _outsiders.GetValueOrDefault(openId);

    public JuziMember? FindJuziMember(string uid) => _juziMembers.GetValueOrDefault(uid);

    public void Put(Member member) => _members[(member.CorpId, member.UserId)] = member;

    public void Put(Outsider outsider) => _outsiders[outsider.OpenId] = outsider;

    public void Put(JuziMember member) => _juziMembers[member.Uid] = member;
}
