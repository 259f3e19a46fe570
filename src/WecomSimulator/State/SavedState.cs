using WecomSimulator.Corps;
using WecomSimulator.Settings;

namespace WecomSimulator.State;

/// <summary>What outlives the process. Faults and call counts do not; nor do the limits of a minute.</summary>
internal sealed record SavedState(
    SimulatorSettings Settings,
    IReadOnlyList<CorpView> Corps,
    IReadOnlyList<SavedCredential> Credentials,
    IReadOnlyList<SavedLimit> Limits
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
            ]
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

        foreach (var limit in Limits)
        {
            limit.Into(world.Limits);
        }
    }
}
