using Npgsql;

namespace WecomPlatform.Server.Database;

/// <summary>Tells a database that is away, and will be back, from one that was asked something wrong.</summary>
internal static class DatabaseErrors
{
    /// <summary>Whether the error says that the database is away. With several hosts: that none of them is a primary that answers.</summary>
    public static bool IsAway(this NpgsqlException error) =>
        error.IsTransient
        // A primary that became a standby under an open connection.
        || error.SqlState == PostgresErrorCodes.ReadOnlySqlTransaction
        || (error is not PostgresException && error.InnerException is null or AggregateException);
}
