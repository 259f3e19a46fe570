using Npgsql;

namespace WecomPlatform.Server.Database;

/// <summary>Opens PostgreSQL as a service does that must notice a dead database soon, on one host or on several.</summary>
internal static class DatabaseSource
{
    // What the connection string says comes later and wins; its own builder knows all its keywords as set, so it cannot be asked.
    // A connection that was not needed for half a minute is somebody else's: many nodes share few.
    // A command that timed out is followed by a request to cancel it, over a new connection and perhaps into the same void: that one
    // shall try one way of opening, and nobody waits for what it brings.
    private const string Defaults =
        "Timeout=5;Command Timeout=5;Cancellation Timeout=-1;GSS Encryption Mode=Disable;Maximum Pool Size=20;Host Recheck Seconds=1;"
        + "Connection Idle Lifetime=30;Connection Pruning Interval=5;";

    /// <summary>Opens the database. Of several hosts it is always the primary that is used, whichever that is at the time.</summary>
    public static NpgsqlDataSource Open(string text) => OpenHosts(text).Primary;

    /// <summary>Opens the database, and gives its hosts too.</summary>
    public static DatabaseHosts OpenHosts(string text)
    {
        var connection = Complete(text);
        if (connection.Host?.Contains(',', StringComparison.Ordinal) != true)
        {
            return new DatabaseHosts(NpgsqlDataSource.Create(connection), null);
        }

        // The driver takes the wish for a primary from a wrapper, and refuses it in the text.
        connection.Remove("Target Session Attributes");
        var hosts = new NpgsqlDataSourceBuilder(connection.ConnectionString).BuildMultiHost();
        return new DatabaseHosts(hosts.WithTargetSession(TargetSessionAttributes.Primary), hosts);
    }

    /// <summary>
    /// The connection string for Orleans, which opens connections by itself: few, and to the primary too. Nobody tells its driver of a wall
    /// clock that was set back, so that it asks each time which host that is.
    /// </summary>
    public static string TextForOrleans(string text)
    {
        var connection = Complete(text);
        connection.ApplicationName = "wecom-platform-silo";
        connection.MaxPoolSize = Math.Min(connection.MaxPoolSize, 5);
        return connection.Host?.Contains(',', StringComparison.Ordinal) == true
            ? connection.ConnectionString + ";Target Session Attributes=primary;Host Recheck Seconds=0"
            : connection.ConnectionString;
    }

    /// <summary>Whether the driver can make something of the connection string. What it says against it may hold a part of a password.</summary>
    public static bool Understands(string text)
    {
        try
        {
            Open(text).Dispose();
            return true;
        }
#pragma warning disable CA1031 // The driver refuses in many ways.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    /// <summary>The connection string with what it leaves open.</summary>
    public static NpgsqlConnectionStringBuilder Complete(string text) => new(Defaults + text) { ApplicationName = "wecom-platform" };
}
