using System.Globalization;
using WecomPlatform.Credentials.Keys;
using Xunit.Abstractions;

namespace WecomPlatform.Tests.Scale;

/// <summary>What "Scale, on paper" in docs/operations.md says, counted on a sample of apps for a day under the real policy.</summary>
public sealed class ScaleTests(ITestOutputHelper output)
{
    private const int Nodes = 100;
    private const double CredentialsInUse = 2_000_000;
    private const double Apps = CredentialsInUse / 3;

    private static readonly double Days = Demand.Span.TotalDays;

    [Fact]
    public void A_ticket_is_refreshed_19_times_a_day_and_a_token_15_times_and_no_minute_has_twice_the_mean()
    {
        const int apps = 6000;
        var work = Run(new Demand(apps, RequestsPerHour: 20, Nodes, Balancing.ByCorp));
        Print(work, apps);

        (work.Of(CredentialKind.AccessToken) / Days / apps).ShouldBeInRange(14, 16);
        (work.Of(CredentialKind.CorpTicket) / Days / apps).ShouldBeInRange(18, 20);
        (work.Of(CredentialKind.AgentTicket) / Days / apps).ShouldBeInRange(18, 20);
        Worst(work.Minutes()).ShouldBeLessThan(2);
        work.WaitedFor.ShouldBe(3 * apps, "each is fetched once while a request waits, and never again");
    }

    [Fact]
    public void Two_million_credentials_in_use_need_one_address_at_weComs_limit_and_850_commits_a_second()
    {
        const int apps = 2000;
        var work = Run(new Demand(apps, RequestsPerHour: 20, Nodes, Balancing.ByCorp));

        var busiest = Work.Kinds.Max(kind => work.Minutes(kind).Average()) * (Apps / apps);
        (busiest * 2).ShouldBeLessThan(20_000, "WeCom's limit for one IP and API, a minute");
        PerSecond(work.Fetches, apps).ShouldBeInRange(380, 450);
        PerSecond(work.Commits, apps).ShouldBeInRange(760, 900);
    }

    [Fact]
    public void Where_an_apps_requests_go_to_one_node_a_refresh_costs_three_row_reads_and_where_they_go_anywhere_more_than_a_hundred()
    {
        const int apps = 500;
        var one = Run(new Demand(apps, RequestsPerHour: 20, Nodes, Balancing.ByCorp));
        var any = Run(new Demand(apps, RequestsPerHour: 20, Nodes, Balancing.Random));
        Print(any, apps);

        ((double)(one.AskingReads + one.FollowingReads) / one.Fetches).ShouldBeInRange(2.9, 3.1);
        ((double)one.Holders / one.TicketRefreshes).ShouldBe(1);
        ((double)any.Holders / any.TicketRefreshes).ShouldBeInRange(50, 70);
        ((double)(any.AskingReads + any.FollowingReads) / any.Fetches).ShouldBeInRange(100, 200);
        any.Fetches.ShouldBeInRange((int)(one.Fetches * 0.97), (int)(one.Fetches * 1.03), "WeCom does not notice who asks");
    }

    [Fact]
    public void What_is_used_less_than_once_in_two_lives_is_not_kept_fresh()
    {
        const int apps = 1000;
        var rare = Run(new Demand(apps, RequestsPerHour: 1.0 / 12, Nodes, Balancing.ByCorp));

        // Two requests a day: each at most keeps a ticket for four hours, a few refreshes, where one in use has nineteen.
        (rare.TicketRefreshes / 2.0 / Days / apps).ShouldBeInRange(4, 9);
    }

    private static Work Run(Demand demand)
    {
        var work = new Work(demand.Nodes);
        for (var number = 0; number < demand.Apps; number++)
        {
            new SimulatedApp(number, demand, work).Run();
        }

        return work;
    }

    private static double Worst(int[] minutes) => minutes.Max() / minutes.Average();

    private static double PerSecond(double count, int apps) => count / Demand.Span.TotalSeconds * (Apps / apps);

    private void Print(Work work, int apps)
    {
        (string Name, double Value)[] lines =
        [
            ("fetches/s", PerSecond(work.Fetches, apps)),
            ("commits/s", PerSecond(work.Commits, apps)),
            ("lines/h", PerSecond(work.Lines, apps) * 3600),
            ("notifications/s", PerSecond(work.Notifications, apps)),
            ("asking reads/s", PerSecond(work.AskingReads, apps)),
            ("following reads/s", PerSecond(work.FollowingReads, apps)),
            ("holders of a ticket", (double)work.Holders / work.TicketRefreshes),
            ("writes per credential and day", work.Fetches / 3.0 / apps),
            ("worst minute / mean", Worst(work.Minutes())),
            .. Work.Kinds.Select(kind => ($"{kind}/min", work.Minutes(kind).Average() * (Apps / apps))),
        ];
        foreach (var (name, value) in lines)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {value:0.##}"));
        }
    }
}
