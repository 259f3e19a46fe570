using System.Text.Json;
using WecomPlatform.Server.Problems;
using WecomPlatform.Wecom.Callbacks;

namespace WecomPlatform.Server.Callbacks;

/// <summary>Why a callback is not taken, as it is answered.</summary>
internal static class CallbackProblem
{
    public static ApiProblem Of(CallbackRefusal refusal)
    {
        var rule = JsonNamingPolicy.SnakeCaseLower.ConvertName(refusal.ToString());
        return refusal == CallbackRefusal.SignatureWrong
            ? Refused(rule, "msg_signature is not that of this handle's Token. Compare Token and EncodingAESKey in WeCom's console.")
            : Invalid(rule, "The callback cannot be read: it was damaged on its way, or encrypted with another EncodingAESKey.");
    }

    public static ApiProblem Invalid(string rule, string detail) => new(400, "callback_invalid", detail) { Rule = rule };

    public static ApiProblem Refused(string rule, string detail) => new(403, "callback_refused", detail) { Rule = rule };

    public static ApiProblem FieldMissing(string field) => Invalid("field_missing", $"{field} is missing.");

    public static ApiProblem FieldInvalid(string field) => Invalid("field_invalid", $"{field} is none.");

    public static ApiProblem SuiteWrong() =>
        Refused("suite_wrong", "This handle does not take commands for that suite: bind it to the suite, or use the suite's own handle.");

    public static ApiProblem TimeTooFar() =>
        Refused("time_too_far", "The callback's time is too far from now: it is an old one, or somebody's clock is wrong.");

    public static ApiProblem ReceiveIdWrong() => Refused("receive_id_wrong", "The callback was encrypted for somebody else (receiveid).");
}
