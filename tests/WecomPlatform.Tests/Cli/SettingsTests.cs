using WecomPlatform.Cli.Hosting;
using WecomPlatform.Tests.Wecom;

namespace WecomPlatform.Tests.Cli;

public sealed class SettingsTests
{
    private const string None = """{"items":[]}""";

    [Fact]
    public async Task The_command_line_wins_over_the_environment_and_that_over_the_demo()
    {
        await using var server = CannedServer.Always(None);
        var demo = Path.GetTempFileName();
        await File.WriteAllTextAsync(demo, """{"gateways":["http://127.0.0.1:1"],"adminKey":"ak_demo_x","tenant":"demo"}""");
        var environment = new Dictionary<string, string?> { ["WECOM_SERVER"] = server.Url.OriginalString, ["WECOM_TENANT"] = "env" };

        (await CliInProcess.RunAsync(["corps", "list", "--demo", demo, "-t", "line"], environment: environment)).Expect();
        (await CliInProcess.RunAsync(["corps", "list", "--demo", demo], environment: environment)).Expect();

        server.Requests.ToArray()[0].ShouldStartWith("GET /admin/v1/tenants/line/corps?");
        server.Requests.ToArray()[1].ShouldStartWith("GET /admin/v1/tenants/env/corps?");
        server.Requests.ToArray()[0].ShouldContain("Bearer ak_demo_x");
        File.Delete(demo);
    }

    [Fact]
    public async Task Each_key_is_used_for_what_it_is_for_and_may_come_by_standard_input()
    {
        await using var server = CannedServer.Always("{}");
        string[] keys = ["--server", server.Url.OriginalString, "--key", "-", "--key", "-"];

        (await CliInProcess.RunAsync(["tenants", "show", "t", .. keys], "sk_a_1\nak_b_2\n")).Expect();
        await CliInProcess.RunAsync(["doctor", "https://a.example/", "-c", "ww1", .. keys], "sk_a_1\nak_b_2\n");

        server.Requests.First().ShouldContain("Bearer ak_b_2");
        server
            .Requests.Single(request => request.StartsWith("GET /v1/signatures", StringComparison.Ordinal))
            .ShouldContain("Bearer sk_a_1");
    }

    [Fact]
    public async Task A_server_below_a_path_keeps_it()
    {
        await using var server = CannedServer.Always(None);

        (await CliInProcess.RunAsync("tenants", "list", "--server", server.Url + "wecom", "--key", "ak_a_b")).Expect();

        server.Requests.Single().ShouldStartWith("GET /wecom/admin/v1/tenants?");
    }

    [Theory]
    [InlineData("400 Bad Request", ExitCode.Refused)]
    [InlineData("401 Unauthorized", ExitCode.NotAllowed)]
    [InlineData("404 Not Found", ExitCode.NotFound)]
    [InlineData("409 Conflict", ExitCode.Refused)]
    [InlineData("422 Unprocessable", ExitCode.Refused)]
    [InlineData("429 Too Many Requests", ExitCode.Unavailable)]
    [InlineData("500 Error", ExitCode.Unavailable)]
    [InlineData("503 Unavailable", ExitCode.Unavailable)]
    [InlineData("302 Found", ExitCode.Refused)]
    public async Task Each_kind_of_refusal_has_an_exit_code(string status, int exitCode)
    {
        await using var server = CannedServer.Always("""{"code":"some_code","detail":"Why.","rule":"some_rule"}""", status);

        var answer = await CliInProcess.RunAsync("tenants", "list", "--server", server.Url.OriginalString, "--key", "ak_a_b", "--json");

        answer.Expect(exitCode).ErrorCode.ShouldBe("some_code");
        answer.Error.ShouldContain("some_rule");
    }

    [Fact]
    public async Task A_server_that_is_something_else_is_named_as_such()
    {
        await using var server = CannedServer.Always("<html>502</html>", "502 Bad Gateway", "text/html");

        var answer = await CliInProcess.RunAsync("tenants", "list", "--server", server.Url.OriginalString, "--key", "ak_a_b");

        answer.Expect(ExitCode.Unavailable).Error.ShouldContain("http_502");
    }

    [Fact]
    public async Task Names_from_outside_do_not_steer_the_terminal_and_wide_ones_stay_in_their_column()
    {
        await using var server = CannedServer.Always(
            """{"items":[{"id":"a","name":"x\u001b[31m","enabled":true},{"id":"b","name":"句子","enabled":true}]}"""
        );

        var answer = await CliInProcess.RunAsync("tenants", "list", "--server", server.Url.OriginalString, "--key", "ak_a_b");

        answer.Expect().Out.ShouldNotContain('\u001b');
        var lines = answer.Out.Split(Environment.NewLine);
        lines[1].ShouldBe("a   x?[31m  true     -");
        lines[2].ShouldBe("b   句子    true     -");
    }
}
