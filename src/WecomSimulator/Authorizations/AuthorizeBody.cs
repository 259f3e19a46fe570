namespace WecomSimulator.Authorizations;

/// <summary>An act on an authorization.</summary>
/// <param name="SuiteId">The suite.</param>
/// <param name="CorpId">The corp; made when there is none.</param>
/// <param name="Action">What is done.</param>
/// <param name="State">Of create and change: goes into the event.</param>
/// <param name="Enabled">Of change: whether the app is in use.</param>
/// <param name="Push">False: the event is lost on its way, as callbacks may be (wecom-api.md §7.2).</param>
internal sealed record AuthorizeBody(
    string SuiteId,
    string CorpId,
    AuthorizeAction Action,
    string? State = null,
    bool? Enabled = null,
    bool Push = true
);
