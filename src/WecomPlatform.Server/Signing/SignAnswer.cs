using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Signing;
using WecomPlatform.Server.Problems;

namespace WecomPlatform.Server.Signing;

/// <summary>Signatures, or why there are none.</summary>
internal sealed record SignAnswer
{
    public ApiProblem? Problem { get; private init; }
    public PageUrl Url { get; private init; }
    public CorpId? Corp { get; private init; }
    public AgentId? Agent { get; init; }
    public SuiteId? Suite { get; private init; }
    public JsSdkSignature? CorpSignature { get; init; }
    public JsSdkSignature? AgentSignature { get; init; }
    public JsSdkSignature? SuiteSignature { get; init; }

    public static SignAnswer Refuse(ApiProblem problem) => new() { Problem = problem };

    public static SignAnswer For(SignCall call) =>
        new()
        {
            Url = call.Url,
            Corp = call.Corp,
            Agent = call.Agent,
            Suite = call.Suite,
        };
}
