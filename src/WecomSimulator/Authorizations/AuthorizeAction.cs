using System.Text.Json.Serialization;

namespace WecomSimulator.Authorizations;

/// <summary>What a corp's administrator, or the provider on its own console, does.</summary>
internal enum AuthorizeAction
{
    Create,
    Change,
    Cancel,

    /// <summary>重新获取secret of a customised app (wecom-api.md §5.12).</summary>
    [JsonStringEnumMemberName("reset_permanent_code")]
    ResetPermanentCode,
}
