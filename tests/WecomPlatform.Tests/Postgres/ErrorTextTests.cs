using Npgsql;
using WecomPlatform.Postgres.Errors;

namespace WecomPlatform.Tests.Postgres;

public sealed class ErrorTextTests
{
    [Fact]
    public async Task Where_no_host_will_do_the_text_says_what_is_wrong_with_each()
    {
        var builder = new NpgsqlDataSourceBuilder("Host=127.0.0.1:1,127.0.0.1:2;Username=postgres;Timeout=5");
        await using var hosts = builder.BuildMultiHost();
        await using var primary = hosts.WithTargetSession(TargetSessionAttributes.Primary);

        var error = await Should.ThrowAsync<NpgsqlException>(async () => await primary.OpenConnectionAsync());

        error.Tell().ShouldStartWith(error.Message);
        error.Tell().ShouldContain("Connection refused");
    }

    [Fact]
    public void One_error_is_told_as_it_is() => new InvalidOperationException("why", new FormatException()).Tell().ShouldBe("why");
}
