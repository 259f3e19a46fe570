using WecomSimulator.Authorizations;
using WecomSimulator.Corps;
using WecomSimulator.People;
using WecomSimulator.Settings;
using WecomSimulator.Suites;

namespace WecomSimulator.State;

/// <summary>What outlives the process. Faults, call counts, invitations and the limits of a minute do not.</summary>
internal sealed record SavedState(
    SimulatorSettings Settings,
    IReadOnlyList<CorpView> Corps,
    IReadOnlyList<SavedCredential> Credentials,
    IReadOnlyList<SavedLimit> Limits,
    IReadOnlyList<ProviderView>? Providers = null,
    IReadOnlyList<SuiteView>? Suites = null,
    IReadOnlyList<Authorization>? Authorizations = null,
    PeopleView? People = null
)
{
    private static readonly TimeSpan WorthKeeping = TimeSpan.FromMinutes(10);

    public static SavedState Of(World world) =>
        new(
            world.Settings,
            [.. world.Corps.All.Select(CorpView.Of)],
            [.. world.Credentials.All.Select(SavedCredential.Of)],
            [
                .. world
                    .Limits.Windows.Where(entry => entry.Rule.Window > WorthKeeping)
                    .Select(entry => SavedLimit.Of(entry.Rule, entry.Key, entry.Window)),
            ],
            [.. world.Suites.Providers.Select(ProviderView.Of)],
            [.. world.Suites.All.Select(SuiteView.Of)],
            [.. world.Authorizations.All],
            PeopleView.Of(world.People)
        );

    public void Into(World world)
    {
        world.Settings = Settings;
        foreach (var saved in Corps)
        {
            var corp = world.Corps.Put(saved.Id, saved.Name);
            foreach (var agent in saved.Agents)
            {
                corp.Agents[agent.AgentId] = agent.ToAgent(saved.Id);
            }
        }

        foreach (var credential in Credentials)
        {
            world.Credentials.Add(credential.ToCredential());
        }

        foreach (var provider in Providers ?? [])
        {
            world.Suites.Put(provider.ToProvider());
        }

        foreach (var suite in Suites ?? [])
        {
            world.Suites.Put(suite.ToSuite());
        }

        foreach (var authorization in Authorizations ?? [])
        {
            world.Authorizations.Add(authorization);
        }

        People?.Into(world.People);
        foreach (var limit in Limits)
        {
            limit.Into(world.Limits);
        }
    }
}
