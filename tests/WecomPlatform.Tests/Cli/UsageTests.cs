using WecomPlatform.Cli.Hosting;

namespace WecomPlatform.Tests.Cli;

public sealed class UsageTests
{
    private const string Secret = "oZ3kSECRETrT0pKq9s8VMCPGGVi4C3VM0P37wVUCFvkVA";

    [Theory]
    [InlineData("ticket", "ww1", Secret, Secret)]
    [InlineData("tikcet", "ww1", Secret)]
    [InlineData("keys", "create", "--kind", Secret)]
    [InlineData("keys", "create", Secret, "--kind", "secret")]
    [InlineData("doctor", "--agent", Secret)]
    [InlineData("doctor", "--kind", Secret)]
    [InlineData("completion", Secret)]
    [InlineData("agents", "put", "ww1", "2", "--strict-urls", Secret)]
    public async Task A_wrong_command_line_ends_with_2_and_repeats_no_secret(params string[] arguments)
    {
        var answer = await CliInProcess.RunAsync(arguments);

        answer.ExitCode.ShouldBe(ExitCode.Usage, answer.Error);
        answer.Error.ShouldStartWith("wecom: usage: ");
        answer.Error.ShouldNotContain(Secret);
        answer.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mistyped_command_is_shown() => (await CliInProcess.RunAsync("tikcet")).Error.ShouldContain("'tikcet'");

    [Fact]
    public async Task Errors_are_json_when_json_is_asked_for() =>
        (await CliInProcess.RunAsync("corps", "list", "--json", "-t", "acme")).Expect(ExitCode.Usage).ErrorCode.ShouldBe("usage");

    [Theory]
    [InlineData("nonsense")]
    [InlineData("ftp://a.example")]
    [InlineData("http://user:pass@a.example")]
    [InlineData("http://a.example/?x=1")]
    public async Task A_server_that_is_no_address_is_refused(string server)
    {
        var answer = await CliInProcess.RunAsync("tenants", "list", "--server", server, "--key", "ak_a_b");

        answer.Expect(ExitCode.Usage).Error.ShouldContain("--server");
        answer.Error.ShouldNotContain("pass@");
    }

    [Theory]
    [InlineData]
    [InlineData("corps")]
    [InlineData("agents", "put")]
    [InlineData("doctor")]
    public async Task Every_command_has_help_even_with_its_arguments_missing(params string[] path)
    {
        var answer = await CliInProcess.RunAsync([.. path, "--help"]);

        answer.Expect().Out.ShouldContain("Usage:");
        answer.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Help_shows_examples_and_the_root_the_exit_codes()
    {
        (await CliInProcess.RunAsync("ticket", "--help")).Out.ShouldContain("wecom ticket CORPID SECRET");
        (await CliInProcess.RunAsync("--help")).Out.ShouldContain("Exit codes:");
    }
}
