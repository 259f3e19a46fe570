using Npgsql;
using WecomPlatform.Grains.Tests.Owners;
using WecomPlatform.Grains.Tests.Silos;
using WecomPlatform.Testing;
using WecomPlatform.Tests.Owners;

namespace WecomPlatform.Grains.Tests.Demand;

[Collection(nameof(ThreeSilos))]
public sealed class DemandTests(OwnersDatabase database, ThreeSilos silos) : OwnersContract(database, new GrainEngine(silos.Cluster))
{
    [Fact]
    public async Task A_new_activation_keeps_warm_what_the_one_before_it_was_used_for()
    {
        var node = await StartNodeAsync();
        await node.ValueAsync(CorpTicket);
        await Eventually.TrueAsync(RemembersCorpTicketAsync, "the use is remembered");

        await AgeAsync(CorpTicket, 600);
        node.Adopt(await ReadAsync(CorpTicket));
        Wecom.Calls(CorpTicket).ShouldBe(1);
        await Eventually.TrueAsync(
            async _ =>
            {
                await silos.Cluster.DeactivateIdleAsync();
                await node.ValueAsync(AgentTicket);
                return Wecom.Calls(CorpTicket) == 2;
            },
            "whoever asks for one credential of the app has the others refreshed ahead of time"
        );
    }

    private async Task<bool> RemembersCorpTicketAsync(CancellationToken ct)
    {
        await using var orleans = NpgsqlDataSource.Create(silos.Cluster.Store.ConnectionString);
        await using var command = orleans.CreateCommand(
            "select exists (select from grain_state where convert_from(payload, 'UTF8') like '%' || $1 || '%')"
        );
        command.Parameters.Add(new NpgsqlParameter { Value = CorpTicket.ToString() });
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }
}
