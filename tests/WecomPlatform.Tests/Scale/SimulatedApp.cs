using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Policy;

namespace WecomPlatform.Tests.Scale;

/// <summary>
/// One app's credentials for a day: requests come to nodes, each node that uses a ticket asks for its refresh when it is due, one of them
/// is the first and fetches, with the app's access_token, which is refreshed when somebody needs it. Nothing takes time and nothing fails.
/// </summary>
internal sealed class SimulatedApp
{
    private static readonly TimeSpan TicketIdle = Demand.Lifetime * 2; // as the schedule of refreshes lets go
    private static readonly TimeSpan OwnerIdle = TimeSpan.FromHours(5); // as a node lets owners go

    private readonly Demand _demand;
    private readonly Random _dice;
    private readonly Work _work;
    private readonly int _home;
    private readonly SimulatedCredential _token;
    private readonly SimulatedCredential[] _tickets;

    public SimulatedApp(int number, Demand demand, Work work)
    {
        _demand = demand;
        _dice = new Random(number);
        _work = work;
        _home = _dice.Next(demand.Nodes);
        var policy = new CredentialPolicy(new CredentialPolicyOptions());
        var keys = CredentialKey.OfApp(TenantId.Parse("t"), CorpId.Parse($"ww{number:x16}"), AgentId.Create(1_000_002));
        _token = new SimulatedCredential(keys[0], policy, work);
        _tickets = [.. keys.Skip(1).Select(key => new SimulatedCredential(key, policy, work))];
    }

    public void Run()
    {
        var request = Gap();
        while (true)
        {
            var due = _tickets.MinBy(ticket => ticket.Due ?? TimeSpan.MaxValue)!;
            var at = due.Due < request ? due.Due.Value : request;
            if (at >= Demand.Span)
            {
                return;
            }

            if (at == request)
            {
                Sign(_demand.Balancing == Balancing.ByCorp ? _home : _dice.Next(_demand.Nodes), at);
                request += Gap();
            }
            else
            {
                Refresh(due, at);
            }
        }
    }

    private void Sign(int node, TimeSpan at)
    {
        foreach (var ticket in _tickets)
        {
            var decision = ticket.Decide(at);
            if (!ticket.Use(node, at) || decision.Refresh != RefreshWait.No)
            {
                _work.Asked(1);
            }

            if (decision.Refresh != RefreshWait.No)
            {
                Fetch(ticket, node, at, isWaitedFor: !decision.Serve);
            }
        }
    }

    private void Refresh(SimulatedCredential ticket, TimeSpan at)
    {
        var nodes = ticket.Keep(TicketIdle, at);
        if (nodes.Count == 0)
        {
            return;
        }

        _work.Asked(nodes.Count);
        _work.HeldBy(nodes.Count);
        Fetch(ticket, nodes[_dice.Next(nodes.Count)], at, isWaitedFor: false);
    }

    private void Fetch(SimulatedCredential ticket, int node, TimeSpan at, bool isWaitedFor)
    {
        _token.Keep(OwnerIdle, at);
        var isKnown = _token.Use(node, at);
        var decision = _token.Decide(at);
        if (!isKnown || decision.Refresh != RefreshWait.No)
        {
            _work.Asked(1);
        }

        if (decision.Refresh != RefreshWait.No)
        {
            _token.Fetch(at, isWaitedFor && !decision.Serve);
        }

        ticket.Fetch(at, isWaitedFor);
    }

    private TimeSpan Gap() => TimeSpan.FromHours(-Math.Log(1 - _dice.NextDouble()) / _demand.RequestsPerHour);
}
