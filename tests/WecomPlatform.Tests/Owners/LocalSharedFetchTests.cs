using System.Diagnostics;
using WecomPlatform.Testing;

namespace WecomPlatform.Tests.Owners;

public sealed class LocalSharedFetchTests(OwnersDatabase database) : SharedFetchContract(database, new LocalEngine())
{
    // With shared owners callers of other nodes wait at the owner, and read nothing.
    [Fact]
    public async Task Who_waits_for_another_nodes_fetch_reads_the_row_twice_a_second_and_no_more()
    {
        var a = await StartNodeAsync("a");
        var rows = new ShakyRows(Rows("b"));
        var b = await StartNodeAsync("b", rows);
        var call = Wecom.Hold(Token);
        var first = a.ValueAsync(Token);
        await call.Begun;
        var watch = Stopwatch.StartNew();
        var second = b.ValueAsync(Token);
        await Eventually.TrueAsync(() => rows.Reads >= 3, "three readings");

        watch.Elapsed.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(600));
        call.Answer(FakeWecom.Value("x"));
        (await second).Generation.ShouldBe((await first).Generation);
    }
}
