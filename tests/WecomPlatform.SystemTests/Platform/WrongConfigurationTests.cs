using WecomPlatform.Testing.Platform;

namespace WecomPlatform.SystemTests.Platform;

/// <summary>What the operator sees of a node that is configured wrongly. None of these gets as far as a database.</summary>
public sealed class WrongConfigurationTests
{
    private const string Database = "Host=127.0.0.1;Port=1;Database=none;Username=none";
    private const string Secret = "Pa55-of-the-database";

    private static readonly PlatformSecrets Secrets = PlatformSecrets.Generate();

    [Theory]
    [InlineData("ConnectionStrings__Platform", "", "ConnectionStrings:Platform is missing", "Host=db")]
    [InlineData("ConnectionStrings__Platform", "postgres://wecom:" + Secret + "@db/wecom", "ConnectionStrings:Platform must be", "URL")]
    [InlineData("ConnectionStrings__Platform", "Host=db;Password=a;" + Secret + "=1", "ConnectionStrings:Platform must be", "quotes")]
    [InlineData("ConnectionStrings__Platform", "Database=wecom;Password=" + Secret, "ConnectionStrings:Platform must be", "a host")]
    [InlineData("Sealing__ActiveKey", "k2", "Sealing:ActiveKey must name one of Sealing:Keys", "openssl rand")]
    [InlineData("Sealing__Keys__k1", Secret, "Sealing:Keys:k1 must be", "base64 of exactly 32 bytes")]
    [InlineData("Admin__Key", Secret, "Admin:Key must look like", "ak_")]
    [InlineData("Node__DrainDelay", "00:06:00", "Node:DrainDelay must lie", "5 minutes")]
    [InlineData("Node__DrainDelay", "5 minutes", "Node:DrainDelay cannot be read as", "00:00:30")]
    [InlineData("Credentials__Lease", "00:00:10", "Credentials:FetchTimeout must be", "half of Credentials:Lease")]
    [InlineData("Wecom__BaseUrl", "ftp://wecom", "Wecom:BaseUrl must be", "http(s)")]
    public async Task It_names_the_option_and_the_rule_and_nothing_else_and_ends(string option, string value, string rule, string hint)
    {
        var lines = await FailAsync(new() { [option] = value });

        lines[0].ShouldBe("The node does not start, its configuration is wrong:");
        lines[1].ShouldStartWith("- " + rule);
        lines[1].ShouldContain(hint);
        lines[2].ShouldStartWith("An option A:B is set as A__B in the environment");
        lines.Length.ShouldBe(3, string.Join('\n', lines));
    }

    [Fact]
    public async Task It_names_all_that_is_wrong_at_once()
    {
        var lines = await FailAsync(
            new()
            {
                ["Admin__Key"] = "x",
                ["Node__Name"] = " ",
                ["ConnectionStrings__Platform"] = "",
            }
        );

        lines
            .Where(line => line.StartsWith("- ", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[1])
            .ShouldBe(["Admin:Key", "Node:Name", "ConnectionStrings:Platform"], ignoreOrder: true);
    }

    private static async Task<string[]> FailAsync(Dictionary<string, string?> environment)
    {
        await using var node = NodeProcess.Launch(
            new NodeOptions("wrong", Database, new Uri("http://127.0.0.1:1"), Secrets) { Environment = environment }
        );
        await node.Process.WaitForExitAsync();

        node.Process.ExitCode.ShouldBe(1, node.Process.Output);
        node.Process.Output.ShouldNotContain(Secret);
        node.Process.Output.ShouldNotContain("   at ");
        return node.Process.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
