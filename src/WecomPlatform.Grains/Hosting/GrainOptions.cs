using System.Net;

namespace WecomPlatform.Grains.Hosting;

/// <summary>Grains: where they live and how long a node waits for them.</summary>
public sealed class GrainOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Grains";

    /// <summary>Whether the node is a silo itself; false: it is a client of a tier of silos, nodes that get no traffic. Default: true.</summary>
    public bool SiloInNode { get; set; } = true;

    /// <summary>Silos and clients with the same id find each other in the database. Default: <c>wecom</c>.</summary>
    public string ClusterId { get; set; } = "wecom";

    /// <summary>What grains remember belongs to the service, which may outlive a cluster's id. Default: <c>wecom-platform</c>.</summary>
    public string ServiceId { get; set; } = "wecom-platform";

    /// <summary>Where other silos reach this one: an IP address of this machine. Default: its first that is not a loopback.</summary>
    public string? Address { get; set; }

    /// <summary>The port for other silos. Default: 11111.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>The port for nodes that are only clients; 0: none. Default: 30000.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>How long a starting node waits to join before it serves without grains. Default: 10 seconds.</summary>
    public TimeSpan JoinPatience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a node waits for a grain before its own owner serves. Default: 3 seconds.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How often, at most, a grain that was silent is asked whether it is back. Default: 2 seconds.</summary>
    public TimeSpan PingEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often silos probe each other; the third probe without an answer makes one suspect. Default: 5 seconds.</summary>
    public TimeSpan ProbeEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an activation stays that nobody calls. Nodes call for what they use about every 75 minutes. Default: 4 hours.</summary>
    public TimeSpan KeepIdle { get; set; } = TimeSpan.FromHours(4);

    /// <summary>How often an activation sees that what was used lately is fresh. Default: 1 minute.</summary>
    public TimeSpan WarmEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Checks the options.</summary>
    /// <returns>What is wrong, one sentence each; empty when all is well.</returns>
    public IEnumerable<string> Validate()
    {
        if (
            string.IsNullOrWhiteSpace(ClusterId)
            || string.IsNullOrWhiteSpace(ServiceId)
            || ClusterId.Length > 100
            || ServiceId.Length > 100
        )
        {
            yield return "Grains:ClusterId and Grains:ServiceId must be 1 to 100 characters.";
        }

        if (Address is not null && !IPAddress.TryParse(Address, out _))
        {
            yield return "Grains:Address must be an IP address of this machine.";
        }

        if (SiloPort is < 1 or > 65535 || GatewayPort is < 0 or > 65535 || SiloPort == GatewayPort)
        {
            yield return "Grains:SiloPort must lie between 1 and 65535, Grains:GatewayPort between 0 and 65535, and they must differ.";
        }

        if (Patience < TimeSpan.FromMilliseconds(100) || Patience > TimeSpan.FromSeconds(10))
        {
            yield return "Grains:Patience must lie between 0.1 and 10 seconds.";
        }

        if (JoinPatience < TimeSpan.Zero || JoinPatience > TimeSpan.FromMinutes(5))
        {
            yield return "Grains:JoinPatience must lie between 0 and 5 minutes.";
        }

        if (PingEvery < TimeSpan.FromMilliseconds(100) || ProbeEvery < TimeSpan.FromMilliseconds(100))
        {
            yield return "Grains:PingEvery and Grains:ProbeEvery must be at least 0.1 seconds.";
        }

        if (KeepIdle < TimeSpan.FromMinutes(2) || WarmEvery < TimeSpan.FromSeconds(1))
        {
            yield return "Grains:KeepIdle must be at least 2 minutes and Grains:WarmEvery at least 1 second.";
        }
    }
}
