using System.ComponentModel.DataAnnotations;

namespace WecomPlatform.SampleSaas;

/// <summary>What a SaaS knows of the platform and of its own apps at WeCom.</summary>
public sealed class SampleOptions
{
    /// <summary>Where these options stand in the configuration.</summary>
    public const string Section = "Sample";

    /// <summary>The platform's base url, as backends and browsers reach it, e.g. <c>http://127.0.0.1:8080</c>. No default.</summary>
    [Required]
    public string Platform { get; set; } = "";

    /// <summary>Where browsers reach this site, e.g. <c>http://127.0.0.1:8170</c>. No default.</summary>
    [Required]
    public string PublicUrl { get; set; } = "";

    /// <summary>The tenant at the platform: whom its id tokens are for. No default.</summary>
    [Required]
    public string Tenant { get; set; } = "";

    /// <summary>The tenant's secret key; never leaves this backend. No default.</summary>
    [Required]
    public string SecretKey { get; set; } = "";

    /// <summary>The tenant's publishable key, for pages. No default.</summary>
    [Required]
    public string PublishableKey { get; set; } = "";

    /// <summary>The corp of the self-built app. No default.</summary>
    [Required]
    public string CorpId { get; set; } = "";

    /// <summary>The self-built app. No default.</summary>
    [Range(1, int.MaxValue)]
    public int AgentId { get; set; }

    /// <summary>The third-party app (第三方应用). Default: there is none.</summary>
    public string? SuiteId { get; set; }

    /// <summary>The login suite (登录授权). Default: there is none.</summary>
    public string? LoginSuiteId { get; set; }

    /// <summary>A corp with a customised app (代开发应用). Default: there is none.</summary>
    public string? CustomizedCorpId { get; set; }

    /// <summary>The customised app. Default: there is none.</summary>
    public int? CustomizedAgentId { get; set; }
}
