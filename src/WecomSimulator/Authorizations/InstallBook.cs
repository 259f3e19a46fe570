namespace WecomSimulator.Authorizations;

/// <summary>What a provider prepared before a corp's administrator sees a page.</summary>
internal sealed class InstallBook
{
    private readonly HashSet<string> _testInstalls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Invitation> _invitations = new(StringComparer.Ordinal);

    /// <summary>set_session_info: auth_type 1 makes an install a test one (wecom-api.md §5.4).</summary>
    public void SetTest(string preAuthCode, bool isTest) => _ = isTest ? _testInstalls.Add(preAuthCode) : _testInstalls.Remove(preAuthCode);

    public bool IsTest(string preAuthCode) => _testInstalls.Contains(preAuthCode);

    public void Add(Invitation invitation) => _invitations[invitation.Key] = invitation;

    public Invitation? Find(string key) => _invitations.GetValueOrDefault(key);
}
