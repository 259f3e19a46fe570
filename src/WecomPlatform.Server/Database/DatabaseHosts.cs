using Npgsql;

namespace WecomPlatform.Server.Database;

/// <summary>The database on one host or on several.</summary>
/// <param name="Primary">Opens connections to whichever host is the primary at the time.</param>
/// <param name="All">All hosts; null when there is only one.</param>
internal sealed record DatabaseHosts(NpgsqlDataSource Primary, NpgsqlMultiHostDataSource? All)
{
    /// <summary>Has each host asked again what it is.</summary>
    public void ForgetStates() => All?.ClearDatabaseStates();
}
