namespace WecomPlatform.Grains.Hosting;

/// <summary>The PostgreSQL database that silos find each other in.</summary>
/// <param name="ConnectionString">How to reach it; of several hosts the primary.</param>
/// <param name="NodeName">What this node is called there.</param>
public sealed record GrainStore(string ConnectionString, string NodeName)
{
    /// <summary>Under this name Orleans' ADO.NET providers know PostgreSQL's driver.</summary>
    internal const string Invariant = "Npgsql";
}
