using Npgsql;
using WecomPlatform.Server.Database;

namespace WecomPlatform.Tests.Database;

public sealed class DatabaseSourceTests
{
    [Fact]
    public void What_the_connection_string_leaves_open_is_set_for_a_service_that_notices_a_dead_database_soon()
    {
        var connection = DatabaseSource.Complete("Host=db;Database=platform");

        connection.Host.ShouldBe("db");
        connection.Timeout.ShouldBe(5);
        connection.CommandTimeout.ShouldBe(5);
        connection.MaxPoolSize.ShouldBe(20);
        connection.ApplicationName.ShouldBe("wecom-platform");
    }

    [Theory]
    [InlineData("Command Timeout=7;Timeout=8;Maximum Pool Size=9")]
    [InlineData("CommandTimeout=7;timeout=8;MaxPoolSize=9")]
    public void What_the_connection_string_says_wins(string text)
    {
        var connection = DatabaseSource.Complete("Host=db;" + text);

        connection.CommandTimeout.ShouldBe(7);
        connection.Timeout.ShouldBe(8);
        connection.MaxPoolSize.ShouldBe(9);
    }

    [Theory]
    [InlineData("Host=a:1,b:2;Target Session Attributes=primary")]
    [InlineData("Host=a,b;Target Session Attributes=any")]
    [InlineData("Host=a,b")]
    public async Task Several_hosts_are_taken_with_and_without_the_wish_for_a_primary(string text)
    {
        await using var database = DatabaseSource.Open(text);

        new NpgsqlConnectionStringBuilder(database.ConnectionString).Host.ShouldNotBeNull().ShouldContain(',');
    }

    [Fact]
    public async Task Several_hosts_that_all_refuse_are_a_database_that_is_away()
    {
        await using var database = DatabaseSource.Open("Host=127.0.0.1:1,127.0.0.1:2;Username=postgres");

        var error = await Should.ThrowAsync<NpgsqlException>(async () => await database.OpenConnectionAsync());

        error.IsAway().ShouldBeTrue(error.ToString());
    }
}
