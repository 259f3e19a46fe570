namespace WecomPlatform.Server.Signing;

/// <summary>How pages are signed.</summary>
public sealed class SignOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Signing";

    /// <summary>How long a request waits for a ticket that must be fetched first. Default: 15 seconds.</summary>
    public TimeSpan FetchPatience { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long signing goes on while the database is silent: until then a key that was revoked there may still sign. Default: 30 minutes.</summary>
    public TimeSpan WithoutDatabase { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The largest body of one request, in bytes. Default: 65,536.</summary>
    public int MaxBodySize { get; set; } = 64 * 1024;

    /// <summary>The largest batch, in bytes, in REST and gRPC. Default: 4,194,304.</summary>
    public int MaxBatchSize { get; set; } = 4 * 1024 * 1024;

    /// <summary>Checks the options.</summary>
    /// <returns>What is wrong, one sentence each; empty when all is well.</returns>
    public IEnumerable<string> Validate()
    {
        if (FetchPatience <= TimeSpan.Zero || WithoutDatabase < TimeSpan.FromMinutes(1))
        {
            yield return "Signing:FetchPatience must be positive and Signing:WithoutDatabase at least a minute.";
        }

        if (MaxBodySize < 16 * 1024 || MaxBatchSize < MaxBodySize)
        {
            yield return "Signing:MaxBodySize must be at least 16384 bytes, or long urls do not fit, and Signing:MaxBatchSize no less.";
        }
    }
}
