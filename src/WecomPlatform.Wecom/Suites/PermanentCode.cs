using WecomPlatform.Credentials.Rows;
using WecomPlatform.Credentials.Secrets;

namespace WecomPlatform.Wecom.Suites;

/// <summary>What an auth_code was exchanged for.</summary>
/// <param name="Code">The permanent code (永久授权码); a customised app's secret.</param>
/// <param name="Corp">Who authorized. v2 and 代开发 tell no or fewer apps.</param>
/// <param name="State">The state that the installation began with; null when there was none.</param>
/// <param name="Token">The corp's first access_token; null with v2 and for customised apps.</param>
public sealed record PermanentCode(Secret Code, AuthorizedCorp Corp, string? State, FetchedValue? Token);
