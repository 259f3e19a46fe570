using Npgsql;
using NpgsqlTypes;

namespace WecomPlatform.Grains.Tests.Sql;

/// <summary>Of several who write the same thing first, one does, and the others are told.</summary>
public sealed class FirstWriteTests(OrleansSql sql) : IClassFixture<OrleansSql>
{
    private const int Writers = 12;

    [Fact]
    public async Task Of_silos_that_begin_a_cluster_one_does()
    {
        var cluster = Name();
        var began = await AtOnceAsync(_ => sql.RunAsync("InsertMembershipVersionKey", new NpgsqlParameter("DeploymentId", cluster)));
        began.Count(answer => answer is true).ShouldBe(1);
    }

    [Fact]
    public async Task Of_silos_that_join_upon_the_same_version_one_does()
    {
        var cluster = Name();
        await sql.RunAsync("InsertMembershipVersionKey", new NpgsqlParameter("DeploymentId", cluster));

        (await AtOnceAsync(port => JoinAsync(cluster, port, 0))).Count(answer => answer is true).ShouldBe(1);
        (await JoinAsync(cluster, 1000, 0)).ShouldBe(false);
        (await JoinAsync(cluster, 1000, 1)).ShouldBe(true);
        (await JoinAsync(cluster, 1000, 2)).ShouldBe(false, "it is there already");
    }

    [Fact]
    public async Task Of_first_writes_of_a_grains_state_one_is_kept()
    {
        var grain = Name();
        var answers = await AtOnceAsync(_ => WriteAsync(grain, null));
        answers.Count(answer => answer is 1).ShouldBe(1);
        answers.Count(answer => answer is null).ShouldBe(Writers - 1);
    }

    [Fact]
    public async Task A_write_upon_an_old_version_changes_nothing()
    {
        var grain = Name();
        (await WriteAsync(grain, null)).ShouldBe(1);
        (await WriteAsync(grain, 1)).ShouldBe(2);
        (await WriteAsync(grain, 1)).ShouldBe(1, "the version it came with: the provider takes that for a conflict");
        (await WriteAsync(grain, 2)).ShouldBe(3);
    }

    private static string Name() => Guid.NewGuid().ToString("N");

    private static Task<object?[]> AtOnceAsync(Func<int, Task<object?>> write) =>
        Task.WhenAll(Enumerable.Range(1, Writers).Select(n => Task.Run(() => write(n))));

    private Task<object?> JoinAsync(string cluster, int port, int version) =>
        sql.RunAsync(
            "InsertMembershipKey",
            Of("DeploymentId", cluster),
            Of("Version", version),
            Of("Address", "127.0.0.1"),
            Of("Port", port),
            Of("Generation", 1),
            Of("SiloName", "s"),
            Of("HostName", "h"),
            Of("Status", 3),
            Of("ProxyPort", 0),
            Of("StartTime", DateTime.UtcNow),
            Of("IAmAliveTime", DateTime.UtcNow)
        );

    private Task<object?> WriteAsync(string grain, int? version) =>
        sql.RunAsync(
            "WriteToStorageKey",
            Of("ServiceId", "test"),
            Of("GrainTypeString", "wecom-agent"),
            Of("GrainIdN0", 0L),
            Of("GrainIdN1", 0L),
            Of("GrainIdExtensionString", grain),
            new NpgsqlParameter("GrainStateVersion", NpgsqlDbType.Integer) { Value = (object?)version ?? DBNull.Value },
            Of("PayloadBinary", new byte[] { 1 })
        );

    private static NpgsqlParameter Of(string name, object value) => new(name, value);
}
