namespace WecomPlatform.Testing.Postgres;

/// <summary>One cluster for the whole test process, started by the first test that needs it. Tests that stop or pause it start their own.</summary>
public static class SharedPostgres
{
    private static readonly Lock Gate = new();
    private static Task<PostgresServer>? _server;

    public static Task<PostgresServer> GetAsync()
    {
        lock (Gate)
        {
            return _server ??= Task.Run(() => PostgresServer.StartAsync());
        }
    }

    /// <summary>A fresh, empty database.</summary>
    public static async Task<PostgresDatabase> CreateDatabaseAsync() => await (await GetAsync()).CreateDatabaseAsync();
}
