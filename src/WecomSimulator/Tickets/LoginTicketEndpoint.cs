namespace WecomSimulator.Tickets;

/// <summary>The candidates for a login suite's jsapi_ticket; which one is WeCom's is not confirmed (wecom-api.md §4).</summary>
internal enum LoginTicketEndpoint
{
    /// <summary><c>/cgi-bin/get_jsapi_ticket?suite_access_token=…</c>: the only one that some text speaks of.</summary>
    GetJsapiTicket,

    /// <summary><c>/cgi-bin/ticket/get?type=suite_config&amp;suite_access_token=…</c></summary>
    TicketGet,

    /// <summary><c>/cgi-bin/service/get_jsapi_ticket?suite_access_token=…</c></summary>
    Service,
}
