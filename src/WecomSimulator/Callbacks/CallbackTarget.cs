using WecomSimulator.Control;
using WecomSimulator.Suites;

namespace WecomSimulator.Callbacks;

/// <summary>Where a callback goes, under which keys, and for whom it is encrypted.</summary>
internal sealed record CallbackTarget(
    string Url,
    string Token,
    string EncodingAesKey,
    string ReceiveId,
    string ToUserName = "",
    string AgentId = "",
    string? SuiteId = null
)
{
    private const string CorpIdPlaceholder = "$CORPID$";

    /// <summary>Commands are for the suite (wecom-api.md §7.2, §7.4).</summary>
    public static CallbackTarget Command(Suite suite) => Of(suite, suite.CommandUrl, "command", suite.Id, suite.Id, "");

    /// <summary>Data is for the authorizing corp, and so is the URL (§7.4).</summary>
    public static CallbackTarget Data(Suite suite, string corpId, string agentId) =>
        Of(suite, WithCorp(suite.DataUrl, corpId), "data", corpId, corpId, agentId);

    /// <summary>Both URLs are verified for the provider's own corp (§7.4); that this also fills the placeholder is a guess.</summary>
    public static CallbackTarget Verification(Suite suite, string url) =>
        Of(suite, WithCorp(url, suite.ProviderCorpId), "", suite.ProviderCorpId, "", "");

    private static CallbackTarget Of(Suite suite, string? url, string what, string receiveId, string toUserName, string agentId) =>
        new(
            url ?? throw SimProblem.Conflict("callback_missing", $"'{suite.Id}' has no {what} URL"),
            suite.Token!,
            suite.EncodingAesKey!,
            receiveId,
            toUserName,
            agentId,
            suite.Id
        );

    private static string? WithCorp(string? url, string corpId) => url?.Replace(CorpIdPlaceholder, Uri.EscapeDataString(corpId));
}
