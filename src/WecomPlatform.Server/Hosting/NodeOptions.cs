namespace WecomPlatform.Server.Hosting;

/// <summary>One node of the platform.</summary>
public sealed class NodeOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Node";

    /// <summary>The node's name, for logs and leases; 1–64 visible ASCII characters. Default: the machine's name and the process id.</summary>
    public string Name { get; set; } = $"{Environment.MachineName}-{Environment.ProcessId}";

    /// <summary>How long a stopping node still takes requests after it has said so on /readyz, for balancers to notice. Default: 0.</summary>
    public TimeSpan DrainDelay { get; set; } = TimeSpan.Zero;

    /// <summary>How long a starting node waits for the database. Default: 60 seconds.</summary>
    public TimeSpan DatabasePatience { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How WeCom and browsers reach the platform: an absolute http(s) url without path and query, e.g. <c>https://wecom.example.com</c>.
    /// Default: none; then urls are built of the scheme and host that a request came by.
    /// </summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>Checks the options.</summary>
    /// <returns>What is wrong, one sentence each; empty when all is well.</returns>
    public IEnumerable<string> Validate()
    {
        if (Name.Length is 0 or > 64 || Name.Any(c => c is <= ' ' or > '~'))
        {
            yield return "Node:Name must be 1 to 64 visible ASCII characters.";
        }

        if (
            PublicUrl is { } url
            && !(url.IsAbsoluteUri && url.Scheme is "http" or "https" && url is { PathAndQuery: "/", Fragment: "", UserInfo: "" })
        )
        {
            yield return "Node:PublicUrl must be an absolute http:// or https:// url without path, query and user.";
        }

        if (DrainDelay < TimeSpan.Zero || DrainDelay > TimeSpan.FromMinutes(5) || DatabasePatience < TimeSpan.Zero)
        {
            yield return "Node:DrainDelay must lie between 0 and 5 minutes and Node:DatabasePatience must not be negative.";
        }
    }
}
