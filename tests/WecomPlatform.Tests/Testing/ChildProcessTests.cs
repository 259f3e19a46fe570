using WecomPlatform.Testing.Processes;

namespace WecomPlatform.Tests.Testing;

public sealed class ChildProcessTests
{
    [Fact]
    public async Task A_process_that_ends_early_fails_the_wait_at_once_and_shows_its_output()
    {
        await using var child = Shell("echo broken; exit 3");

        var failure = await Should.ThrowAsync<InvalidOperationException>(() =>
            child.WaitUntilReadyAsync(new Uri($"http://127.0.0.1:{FreePorts.Next()}/"), TimeSpan.FromMinutes(5))
        );

        failure.Message.ShouldContain("broken");
        child.ExitCode.ShouldBe(3);
    }

    [Fact]
    public async Task Terminate_lets_the_process_finish_its_work()
    {
        await using var child = Shell("trap 'echo drained; exit 0' TERM; echo up; while :; do read -r _ || :; done");
        await child.WaitUntilReadyAsync(_ => Task.FromResult(child.Output.Contains("up", StringComparison.Ordinal)), "it is up");

        (await child.TerminateAsync()).ShouldBe(0);

        child.Output.ShouldContain("drained");
        (await File.ReadAllTextAsync(child.LogFile)).ShouldContain("drained");
    }

    [Fact]
    public async Task Kill_ends_even_a_stopped_process()
    {
        await using var child = Shell("read -r _");

        child.Stop();

        (await child.KillAsync()).ShouldBe(128 + 9);
    }

    [Fact]
    public async Task The_environment_is_passed_on_and_can_be_taken_away()
    {
        var output = await ChildProcess.RunAsync(
            new ChildProcessOptions("sh", "/bin/sh", ["-c", "echo \"$Node__Name|${HOME-none}\""])
            {
                Environment = new Dictionary<string, string?> { ["Node__Name"] = "n1", ["HOME"] = null },
            }
        );

        output.ShouldBe("n1|none");
    }

    [Fact]
    public void Ports_are_never_handed_out_twice()
    {
        var ports = Enumerable.Range(0, 50).Select(_ => FreePorts.Next()).ToList();

        ports.Distinct().Count().ShouldBe(50);
    }

    private static ChildProcess Shell(string script) => ChildProcess.Start(new ChildProcessOptions("sh", "/bin/sh", ["-c", script]));
}
