namespace WecomPlatform.SystemTests.Chaos;

/// <summary>
/// No signature by an expired or a foreign ticket: one of the very app's own tickets made it, and that lived at a moment between the
/// question and the answer. A ticket that WeCom revoked early is none of them: nobody tells the platform, and until somebody reports
/// it dead it may sign. And the time that the signature names is right, whatever the node's own clock says.
/// </summary>
public sealed class SignatureCheck
{
    // What a round trip to a database that stood still adds.
    private static readonly TimeSpan RightTime = TimeSpan.FromSeconds(3);

    private readonly List<SignedWith> _signed = [];
    private readonly List<string> _violations = [];
    private readonly ILookup<CredentialId, IssuedValue> _values;

    public SignatureCheck(ChaosEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        _values = evidence.Values.ToLookup(value => new CredentialId(value.KindName, value.CorpId, value.AgentId));
        foreach (var answer in evidence.Answers.Where(answer => answer.IsSuccess))
        {
            var corp = Find(answer.Corp!, evidence.Credential(answer, "corp_ticket"), answer);
            var agent = Find(answer.Agent!, evidence.Credential(answer, "agent_ticket"), answer);
            if (corp is not null && agent is not null)
            {
                _signed.Add(new SignedWith(answer, corp, agent));
            }
        }
    }

    public IReadOnlyList<SignedWith> Signed => _signed;

    public IReadOnlyList<string> Violations => _violations;

    private IssuedValue? Find(PageSignature signature, CredentialId credential, ChaosAnswer answer)
    {
        // The likely ones first: of an hour's run there are hundreds.
        var made =
            _values[credential].LastOrDefault(value => value.IssuedAt <= answer.Received && IsMadeWith(value))
            ?? _values[credential].LastOrDefault(IsMadeWith);
        if (made is null)
        {
            _violations.Add($"no {credential} made the signature: {answer}");
        }
        else if (made.ExpiresAt <= answer.Sent || made.IssuedAt > answer.Received)
        {
            _violations.Add($"{credential} lived {made.IssuedAt:HH:mm:ss.fff}-{made.ExpiresAt:HH:mm:ss.fff}, not during {answer}");
        }

        if (
            signature.Timestamp < (answer.Sent - RightTime).ToUnixTimeSeconds()
            || signature.Timestamp > (answer.Received + RightTime).ToUnixTimeSeconds()
        )
        {
            _violations.Add($"signed at {DateTimeOffset.FromUnixTimeSeconds(signature.Timestamp):HH:mm:ss}: {answer}");
        }

        return made;

        bool IsMadeWith(IssuedValue value) => signature.IsMadeWith(value.Value, ChaosLoad.Page);
    }
}
