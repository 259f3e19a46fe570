using WecomPlatform.Credentials.Ids;

namespace WecomPlatform.Postgres.Registry;

/// <summary>A tenant as stored.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, for people.</param>
/// <param name="Enabled">Whether its keys work.</param>
/// <param name="CreatedAt">When it was created.</param>
public sealed record TenantRecord(TenantId Id, string Name, bool Enabled, DateTimeOffset CreatedAt);
