namespace WecomSimulator.Authorizations;

/// <summary>The QR code by which corps authorize customised apps (wecom-api.md §5.11).</summary>
internal sealed record Invitation(string Key, IReadOnlyList<string> TemplateIds, string State, DateTimeOffset ExpiresAt);
