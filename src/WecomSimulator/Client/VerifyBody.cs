using System.Text.Json.Nodes;
using WecomSimulator.Control;

namespace WecomSimulator.Client;

/// <summary>What a page hands to the WeCom client. Clients send the timestamp as text or as a number; it is signed as it stands.</summary>
internal sealed record VerifyBody(
    ConfigKind Kind,
    string CorpId,
    string Url,
    JsonValue Timestamp,
    string NonceStr,
    string Signature,
    long? AgentId = null,
    string? SuiteId = null
)
{
    public void Check()
    {
        if (Kind == ConfigKind.Agent && AgentId is null)
        {
            throw SimProblem.BadBody("kind agent needs an agentId");
        }

        if (Kind == ConfigKind.Suite && SuiteId is null)
        {
            throw SimProblem.BadBody("kind suite needs a suiteId");
        }
    }
}
