using System.Text.Json.Nodes;
using WecomSimulator.Control;

namespace WecomSimulator.Callbacks;

/// <summary>A callback that a test wants sent, true to WeCom or not.</summary>
/// <param name="Fields">The event's fields; text, numbers, objects (nested) and arrays (repeated).</param>
/// <param name="Xml">The plaintext itself, in place of fields.</param>
/// <param name="To">Of a suite: which callback.</param>
/// <param name="CorpId">Of a suite's data callback: the authorizing corp.</param>
/// <param name="AgentId">The app, in the envelope.</param>
/// <param name="Url">In place of the suite's URL.</param>
/// <param name="Token">In place of the suite's token.</param>
/// <param name="EncodingAesKey">In place of the suite's key.</param>
/// <param name="ReceiveId">In place of the right receiveid.</param>
/// <param name="ToUserName">In place of the right one, in the envelope.</param>
/// <param name="Timestamp">In place of now, in the query.</param>
/// <param name="Nonce">In place of a random one.</param>
/// <param name="MsgSignature">In place of the right one.</param>
/// <param name="Times">How often it is sent, each time the same to the byte.</param>
/// <param name="DelayMs">Waited before the first.</param>
internal sealed record EventBody(
    JsonObject? Fields = null,
    string? Xml = null,
    CallbackKind To = CallbackKind.Command,
    string? CorpId = null,
    string? AgentId = null,
    string? Url = null,
    string? Token = null,
    string? EncodingAesKey = null,
    string? ReceiveId = null,
    string? ToUserName = null,
    long? Timestamp = null,
    string? Nonce = null,
    string? MsgSignature = null,
    int Times = 1,
    int DelayMs = 0
)
{
    private const int MaxTimes = 100;
    private const int MaxDelayMs = 600_000;

    public Forgery Forgery => new(Timestamp, Nonce, MsgSignature);

    public string Name => Fields?["InfoType"]?.ToString() ?? Fields?["Event"]?.ToString() ?? "xml";

    public void Check()
    {
        if ((Fields is null) == (Xml is null))
        {
            throw SimProblem.BadBody("either fields or xml is what is sent");
        }

        CallbackInput.Check(Url, Token, EncodingAesKey);
        if (Fields is not null && !EventXml.CanWrite(Fields))
        {
            throw SimProblem.BadBody("fields have names and texts that XML can hold");
        }

        if (Times is < 1 or > MaxTimes || DelayMs is < 0 or > MaxDelayMs)
        {
            throw SimProblem.BadBody("times is 1 to 100, delayMs 0 to 600000");
        }
    }

    public CallbackTarget Over(CallbackTarget target) =>
        target with
        {
            Url = Url ?? target.Url,
            Token = Token ?? target.Token,
            EncodingAesKey = EncodingAesKey ?? target.EncodingAesKey,
            ReceiveId = ReceiveId ?? target.ReceiveId,
            ToUserName = ToUserName ?? target.ToUserName,
            AgentId = AgentId ?? target.AgentId,
        };
}
