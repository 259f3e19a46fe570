namespace WecomPlatform.Server.Database;

/// <summary>Which database to use.</summary>
public sealed class DatabaseOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "ConnectionStrings";

    private const string Example = "e.g. Host=db;Database=wecom;Username=wecom;Password=…";

    /// <summary>The PostgreSQL database, as its .NET driver takes it: keyword=value pairs, <c>Host=a,b</c> for a primary with standbys. No default.</summary>
    public string Platform { get; set; } = string.Empty;

    /// <summary>Checks the options.</summary>
    /// <returns>What is wrong, one sentence each, without any part of the connection string; empty when all is well.</returns>
    public IEnumerable<string> Validate()
    {
        if (string.IsNullOrWhiteSpace(Platform))
        {
            yield return $"ConnectionStrings:Platform is missing: the PostgreSQL database to use, {Example}";
        }
        else if (!DatabaseSource.Understands(Platform))
        {
            yield return "ConnectionStrings:Platform must be keyword=value pairs that PostgreSQL's .NET driver knows, a host among them and ';' "
                + $"between them, {Example} A value that holds ';' or quotes stands in quotes, and a URL is not understood.";
        }
    }
}
