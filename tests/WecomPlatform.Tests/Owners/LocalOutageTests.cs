using WecomPlatform.Credentials.Ids;
using WecomPlatform.Credentials.Keys;
using WecomPlatform.Credentials.Owners;
using WecomPlatform.Testing;
using WecomPlatform.Tests.Keys;

namespace WecomPlatform.Tests.Owners;

/// <summary>Many credentials of one node while the database is away.</summary>
public sealed class LocalOutageTests(OwnersDatabase database) : OwnersContract(database, new LocalEngine())
{
    private const int Many = 300;

    [Fact]
    public async Task While_the_database_is_away_one_credential_looks_whether_it_is_back_and_the_others_are_told_at_once()
    {
        var rows = new ShakyRows(Rows()) { IsDown = true };
        var node = await StartNodeAsync(rows: rows);
        var keys = Keys();
        await NoticedAsync(node);

        var before = rows.Reads;
        var refusals = await Task.WhenAll(keys.Select(key => node.RefusalAsync(key)));

        refusals.ShouldAllBe(why => why.Reason == UnavailableReason.StoreUnavailable && why.RetryIn > TimeSpan.Zero);
        (rows.Reads - before).ShouldBeLessThan(Many / 10);
    }

    [Fact]
    public async Task When_the_database_is_back_all_credentials_are()
    {
        var rows = new ShakyRows(Rows()) { IsDown = true };
        var node = await StartNodeAsync(rows: rows);
        var keys = Keys();
        await Task.WhenAll(keys.Select(key => node.RefusalAsync(key)));
        rows.IsDown = false;

        await Task.WhenAll(
            keys.Select(key => Eventually.TrueAsync(async ct => (await node.GetAsync(key, ct: ct)).IsAvailable, $"{key} is fetched"))
        );
    }

    [Fact]
    public async Task Whoever_asks_while_it_is_looked_whether_the_database_is_back_waits_for_the_answer()
    {
        var rows = new ShakyRows(Rows()) { IsDown = true };
        var node = await StartNodeAsync(rows: rows);
        await NoticedAsync(node);
        var answers = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        (rows.Answering, rows.IsDown) = (answers.Task, false);
        var before = rows.Reads;
        await Eventually.TrueAsync(
            () =>
            {
                _ = node.GetAsync(Token);
                return rows.Reads > before;
            },
            "somebody looks"
        );

        var asked = Keys().Take(10).Select(key => node.ValueAsync(key)).ToList();
        await ReadAsync(Token);
        answers.SetResult();

        await Task.WhenAll(asked);
    }

    private Task NoticedAsync(OwnersNode node) =>
        Eventually.TrueAsync(
            async ct =>
            {
                await Task.WhenAll(node.GetAsync(Token, ct: ct), node.GetAsync(CorpTicket, ct: ct));
                return node.Events.StoreFailures.OfType<StoreAwayException>().Any();
            },
            "the node has noticed that the database is away"
        );

    private List<CredentialKey> Keys() =>
        [.. Enumerable.Range(1, Many).Select(n => CredentialKey.AccessToken(Token.Tenant, Some.Corp, AgentId.Create(n)))];
}
