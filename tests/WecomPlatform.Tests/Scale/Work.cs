using WecomPlatform.Credentials.Keys;

namespace WecomPlatform.Tests.Scale;

/// <summary>What a simulated cluster did in its time.</summary>
internal sealed class Work(int nodes)
{
    private readonly Dictionary<CredentialKind, int[]> _refreshes = Kinds.ToDictionary(
        kind => kind,
        _ => new int[(int)Demand.Span.TotalMinutes]
    );

    public static IReadOnlyList<CredentialKind> Kinds { get; } =
    [CredentialKind.AccessToken, CredentialKind.CorpTicket, CredentialKind.AgentTicket];

    /// <summary>Fetches that a request waited for: nothing was there yet, or nobody had kept it fresh.</summary>
    public int WaitedFor { get; private set; }

    /// <summary>Fetches that nobody waited for.</summary>
    public int Refreshes => _refreshes.Values.Sum(minutes => minutes.Sum());

    /// <summary>Each is one call to WeCom, a lease taken and a value written: two commits and a line in the feed.</summary>
    public int Fetches => WaitedFor + Refreshes;

    /// <summary>Transactions that wrote.</summary>
    public int Commits { get; private set; }

    /// <summary>Lines of the change feed, each told to every node.</summary>
    public int Lines { get; private set; }

    public long Notifications => (long)Lines * nodes;

    /// <summary>Rows read by nodes that wanted to refresh, or that were asked for what they did not hold.</summary>
    public long AskingReads { get; private set; }

    /// <summary>Rows read by nodes that heard of a change, once by notification and once by poll.</summary>
    public long FollowingReads { get; private set; }

    /// <summary>How many nodes held a ticket when it was refreshed, added up.</summary>
    public long Holders { get; private set; }

    public long TicketRefreshes => Of(CredentialKind.CorpTicket) + Of(CredentialKind.AgentTicket);

    public int Of(CredentialKind kind) => _refreshes[kind].Sum();

    /// <summary>Refreshes of one kind, or of all, minute by minute.</summary>
    public int[] Minutes(CredentialKind? kind = null) =>
        kind is { } one
            ? _refreshes[one]
            : [.. Enumerable.Range(0, (int)Demand.Span.TotalMinutes).Select(minute => _refreshes.Values.Sum(minutes => minutes[minute]))];

    public void Asked(int readers) => AskingReads += readers;

    public void HeldBy(int holders) => Holders += holders;

    public void Fetched(CredentialKind kind, TimeSpan at, bool isWaitedFor, int holders)
    {
        Commits += 2;
        Lines++;
        FollowingReads += 2L * holders;
        if (isWaitedFor)
        {
            WaitedFor++;
        }
        else
        {
            _refreshes[kind][(int)at.TotalMinutes]++;
        }
    }
}
