namespace WecomPlatform.Testing.Postgres;

/// <summary>An empty database of its own for one test.</summary>
public sealed record PostgresDatabase(string Name, string ConnectionString);
