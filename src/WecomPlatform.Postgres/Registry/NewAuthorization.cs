using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Secrets;

namespace WecomPlatform.Postgres.Registry;

/// <summary>What a corp gave when it authorized a suite.</summary>
/// <param name="PermanentCode">The permanent code (永久授权码).</param>
/// <param name="CorpName">The corp's name, for people.</param>
/// <param name="Agent">The app that the suite became in the corp; null while it is not known.</param>
/// <param name="EventAt">When, by WeCom's clock.</param>
public sealed record NewAuthorization(Secret PermanentCode, string CorpName, AgentId? Agent, DateTimeOffset EventAt);
