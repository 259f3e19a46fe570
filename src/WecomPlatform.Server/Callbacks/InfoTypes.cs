using System.Collections.Frozen;

namespace WecomPlatform.Server.Callbacks;

/// <summary>The InfoTypes that the platform itself acts on (wecom-api.md §7.5). All others are answered <c>success</c>.</summary>
internal static class InfoTypes
{
    public const string SuiteTicket = "suite_ticket";
    public const string CreateAuth = "create_auth";
    public const string ChangeAuth = "change_auth";
    public const string CancelAuth = "cancel_auth";
    public const string ResetPermanentCode = "reset_permanent_code";

    private static readonly FrozenDictionary<string, string[]> s_fields = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [SuiteTicket] = ["SuiteId", "SuiteTicket"],
        [CreateAuth] = ["SuiteId", "AuthCode"],
        [ChangeAuth] = ["SuiteId", "AuthCorpId"],
        [CancelAuth] = ["SuiteId", "AuthCorpId"],
        [ResetPermanentCode] = ["SuiteId", "AuthCode"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether a worker has something to do for it.</summary>
    public static bool IsCommand(string? infoType) => infoType is CreateAuth or ChangeAuth or CancelAuth or ResetPermanentCode;

    /// <summary>What must stand in it.</summary>
    public static IReadOnlyList<string> RequiredFields(string infoType) => s_fields.GetValueOrDefault(infoType, []);

    /// <summary>A name for figures, of which there must not be ever more.</summary>
    public static string Figure(string? infoType) =>
        infoType is null ? "data"
        : s_fields.ContainsKey(infoType) ? infoType
        : "other";
}
