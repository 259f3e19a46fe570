namespace WecomPlatform.Testing.Postgres;

/// <summary>How a cluster is stopped.</summary>
public enum PostgresStop
{
    /// <summary>Connections are closed, a checkpoint is written.</summary>
    Fast,

    /// <summary>As if it had crashed: the next start recovers from the log.</summary>
    Immediate,
}
