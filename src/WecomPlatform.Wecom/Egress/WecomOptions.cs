using WecomPlatform.Wecom.Suites;

namespace WecomPlatform.Wecom.Egress;

/// <summary>How the platform reaches WeCom, and how much it asks of it.</summary>
public sealed class WecomOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Wecom";

    /// <summary>Where WeCom's server API is. Default: https://qyapi.weixin.qq.com.</summary>
    public Uri BaseUrl { get; set; } = new("https://qyapi.weixin.qq.com");

    /// <summary>The HTTP proxy that calls leave by, e.g. for a fixed address on apps' IP lists; a corp or an app may name its own. No userinfo. Default: none.</summary>
    public Uri? EgressProxy { get; set; }

    /// <summary>A name for the address that calls without a proxy leave from; nodes that share an address share the name. Default: "direct".</summary>
    public string EgressName { get; set; } = "direct";

    /// <summary>The most requests in flight per egress and API, and the most attempts with secrets under way per egress. Default: 64.</summary>
    public int MaxConcurrency { get; set; } = 64;

    /// <summary>The most requests a minute per egress and API. Default: 10,000, half of WeCom's limit for one IP (OD 90312).</summary>
    public int MaxPerMinute { get; set; } = 10_000;

    /// <summary>Ticket calls an hour for one app, both kinds together. Default: 100, WeCom's limit (OD 90506).</summary>
    public int TicketsPerAppPerHour { get; set; } = 100;

    /// <summary>Ticket calls an hour for one corp, all apps together. Default: 400, WeCom's limit (OD 90506).</summary>
    public int TicketsPerCorpPerHour { get; set; } = 400;

    /// <summary>The share of the ticket calls (0–0.5) that is kept for refreshes ahead of time. Default: 0.05.</summary>
    public double ScheduledShare { get; set; } = 0.05;

    /// <summary>Wrong secrets an hour per egress, from where on only tenants without one may try unproven secrets; at three times as many nobody may. Default: 100. WeCom bans an address for an hour after "many" (OD 90313, 45009).</summary>
    public int WrongSecretsPerEgressPerHour { get; set; } = 100;

    /// <summary>Wrong secrets an hour for one tenant, from where on it must wait. Default: 10.</summary>
    public int WrongSecretsPerTenantPerHour { get; set; } = 10;

    /// <summary>Where a login suite's ticket is fetched (<c>Wecom:LoginTicket:Path</c> …). Default: not configured, which answers 409 <c>suite_ticket_not_configured</c>.</summary>
    public LoginTicketEndpoint LoginTicket { get; set; } = new();

    /// <summary>Checks the options.</summary>
    /// <returns>What is wrong, one sentence each; empty when all is well.</returns>
    public IEnumerable<string> Validate()
    {
        if (!BaseUrl.IsAbsoluteUri || BaseUrl.Scheme is not ("http" or "https") || BaseUrl.UserInfo.Length > 0 || BaseUrl.Query.Length > 0)
        {
            yield return "Wecom:BaseUrl must be an absolute http(s) URL without userinfo and query.";
        }

        if (EgressProxy is { } proxy && !IsProxy(proxy))
        {
            yield return "Wecom:EgressProxy must be an http:// URL without userinfo.";
        }

        if (EgressName.Length is 0 or > 64 || EgressName.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.')))
        {
            yield return "Wecom:EgressName must be 1 to 64 letters, digits, '-' or '.'.";
        }

        if (
            MaxConcurrency < 1
            || MaxPerMinute < 60
            || TicketsPerAppPerHour < 1
            || TicketsPerCorpPerHour < 1
            || WrongSecretsPerEgressPerHour < 1
            || WrongSecretsPerTenantPerHour < 1
        )
        {
            yield return "Wecom:MaxConcurrency, TicketsPerAppPerHour, TicketsPerCorpPerHour, WrongSecretsPerEgressPerHour and WrongSecretsPerTenantPerHour must be at "
                + "least 1 and Wecom:MaxPerMinute at least 60.";
        }

        if (LoginTicket.Path.AsSpan().ContainsAny("?#") || (LoginTicket.IsConfigured && LoginTicket.TokenParameter.Length == 0))
        {
            yield return "Wecom:LoginTicket:Path must be a path without a query, and TokenParameter a name.";
        }

        if (ScheduledShare is < 0 or > 0.5)
        {
            yield return "Wecom:ScheduledShare must lie between 0 and 0.5.";
        }
    }

    /// <summary>Whether a URL can serve as a proxy: http, a host, and no password in it.</summary>
    public static bool IsProxy(Uri url) => url.IsAbsoluteUri && url.Scheme == "http" && url.Host.Length > 0 && url.UserInfo.Length == 0;
}
